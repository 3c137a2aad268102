import { Button } from '@mantine/core';
import { useNavigate } from '@remix-run/react';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePrefetch } from '#app/components/deferred.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useActor } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { ViewDto } from '#server/features/view/schema.ts';
import type { CustomerQuestion } from '#server/shared/customer-filter.ts';
import { partedViews, useOrderedViews } from './ordered-views.ts';
import { isSameQuestion, wholeList } from './same-question.ts';
import { useFollowView } from './use-follow-view.ts';
import { useViewCounts } from './use-view-counts.ts';
import { allViewsMenu, viewNameDialog } from './view-dialogs.ts';
import { ViewNoteLine } from './view-note.tsx';
import { ViewTab } from './view-tab.tsx';
import { ViewTools } from './view-tools.tsx';
import './view.css';

interface Props {
  /** What the list was last asked for: its answer may still be on the way. */
  question: CustomerQuestion;
  /** The view that was asked for with it. */
  chosenId: number | null;
  /** The address's query of a question under a view; null is the whole list by choice. */
  searchOf: (question: CustomerQuestion, viewId: number | null) => string;
}

/** Saved questions: the company's and one's own, with how many each finds; and what to do with them. */
export function ViewsBar({ question, chosenId, searchOf }: Props) {
  const { t } = useTranslation('view');
  const navigate = useNavigate();
  const { userId } = useActor();
  const { data: layout } = trpc.layout.get.useQuery();
  const views = useOrderedViews();
  const view = views.find(({ id }) => id === chosenId) ?? null;
  const { shown, others } = partedViews(views, chosenId);
  const countOf = useViewCounts(shown);
  usePrefetch(viewNameDialog);
  const open = (asked: CustomerQuestion, viewId: number | null) =>
    void navigate({ search: searchOf(asked, viewId) }, { replace: true, preventScrollReset: true });
  const { note, closeNote } = useFollowView({ chosenId, view, question, userId, onOpen: open });
  const isPlain = isSameQuestion(question, wholeList);
  if (views.length === 0 && isPlain && note === null) return null;
  return (
    <div className="t-views">
      {views.length === 0 ? null : (
        <nav aria-label={t('title')} className="t-views-row">
          <ViewTab
            to={searchOf(wholeList, null)}
            name={t('all')}
            isChosen={view === null && isPlain}
          />
          {shown.map((each) => (
            <ViewTab
              key={each.id}
              to={searchOf(each.params, each.id)}
              name={each.name}
              isChosen={each.id === chosenId}
              count={countOf(each.id)}
              sharedBy={each.owner.id === userId ? null : each.owner.name}
              isDefault={layout?.defaultViewId === each.id}
            />
          ))}
          {others.length === 0 ? null : (
            <OtherViews
              views={others}
              chosenId={chosenId}
              searchOf={(each) => searchOf(each.params, each.id)}
            />
          )}
        </nav>
      )}
      <ViewTools
        question={question}
        view={view}
        isDefault={view !== null && layout?.defaultViewId === view.id}
        onOpen={open}
      />
      {note === null ? null : (
        <ViewNoteLine
          note={note}
          onTake={() => {
            closeNote();
            if (view !== null) open(view.params, view.id);
          }}
          onClose={closeNote}
        />
      )}
    </div>
  );
}

interface OtherViewsProps {
  views: readonly ViewDto[];
  chosenId: number | null;
  searchOf: (view: ViewDto) => string;
}

function OtherViews(props: OtherViewsProps) {
  const { t } = useTranslation('view');
  const format = useFormat();
  const [isWanted, setWanted] = useState(false);
  const count = props.views.length;
  const button = (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      aria-haspopup="menu"
      onPointerEnter={allViewsMenu.prefetch}
      onClick={() => setWanted(true)}
      rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden="true" />}
    >
      {t('more', { count, formatted: format.number(count) })}
    </Button>
  );
  if (!isWanted) return button;
  return <allViewsMenu.Component {...props} fallback={button} onMissing={() => setWanted(false)} />;
}
