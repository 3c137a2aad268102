import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import type { ViewDto } from '#server/features/view/schema.ts';
import type { CustomerQuestion } from '#server/shared/customer-filter.ts';
import { isSameQuestion, wholeList } from './same-question.ts';
import { useSaying, useViewActions } from './use-views.ts';
import { removeViewDialog, viewMenu, viewNameDialog } from './view-dialogs.ts';
import type { ViewAction } from './view-menu.tsx';

interface Props {
  question: CustomerQuestion;
  view: ViewDto | null;
  isDefault: boolean;
  onOpen: (question: CustomerQuestion, viewId: number | null) => void;
}

/** Save, save as, revert, and the rest in a menu: only what makes sense now. */
export function ViewTools({ question, view, isDefault, onOpen }: Props) {
  const { t } = useTranslation('view');
  const { userId } = useActor();
  const say = useSaying();
  const { create, change, remove, makeDefault } = useViewActions();
  const [dialog, setDialog] = useState<'create' | 'rename' | 'remove' | null>(null);
  const isModified = view !== null && !isSameQuestion(question, view.params);
  const isUnsaved = view === null && !isSameQuestion(question, wholeList);
  const choose = (action: ViewAction) => {
    if (view === null) return;
    const { id, name } = view;
    if (action === 'rename' || action === 'remove') setDialog(action);
    if (action === 'copy') setDialog('create');
    if (action === 'share') say(change(view, { isShared: true }), 'shared', name);
    if (action === 'unshare') say(change(view, { isShared: false }), 'unshared', name);
    if (action === 'default') say(makeDefault(id), 'madeDefault', name);
    if (action === 'noDefault') say(makeDefault(null), 'noDefault', name);
  };
  return (
    <Group gap="xs" className="t-views-tools">
      {isModified ? (
        <Text size="sm" c="dimmed">
          {t('modified')}
        </Text>
      ) : null}
      {isModified && view.owner.id === userId ? (
        <SmallButton
          label={t('save')}
          onClick={() => say(change(view, { params: question }), 'saved', view.name)}
        />
      ) : null}
      {isModified || isUnsaved ? (
        <SmallButton
          label={t(isUnsaved ? 'saveNew' : 'saveAs')}
          onClick={() => setDialog('create')}
        />
      ) : null}
      {isModified ? (
        <SmallButton label={t('revert')} onClick={() => onOpen(view.params, view.id)} />
      ) : null}
      {view === null ? null : (
        <MenuButton key={view.id} view={view} isDefault={isDefault} onChoose={choose} />
      )}
      {dialog === 'create' || (dialog === 'rename' && view !== null) ? (
        <viewNameDialog.Component
          renamed={dialog === 'rename' ? view : null}
          onSave={async (name, isShared) => {
            if (dialog === 'rename' && view !== null) return change(view, { name });
            const created = await create(name, question, isShared);
            onOpen(created.params, created.id);
          }}
          onClose={() => setDialog(null)}
          onMissing={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'remove' && view !== null ? (
        <removeViewDialog.Component
          view={view}
          onRemove={() => remove(view)}
          onClose={() => setDialog(null)}
          onMissing={() => setDialog(null)}
        />
      ) : null}
    </Group>
  );
}

function SmallButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="compact-sm" variant="subtle" onClick={onClick}>
      {label}
    </Button>
  );
}

interface MenuButtonProps {
  view: ViewDto;
  isDefault: boolean;
  onChoose: (action: ViewAction) => void;
}

function MenuButton(props: MenuButtonProps) {
  const { t } = useTranslation('view');
  const [isWanted, setWanted] = useState(false);
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      aria-label={t('menu.label', { name: props.view.name })}
      aria-haspopup="menu"
      onPointerEnter={viewMenu.prefetch}
      onClick={() => setWanted(true)}
    >
      <IconDots size={16} stroke={1.75} aria-hidden="true" />
    </ActionIcon>
  );
  if (!isWanted) return button;
  return <viewMenu.Component {...props} fallback={button} onMissing={() => setWanted(false)} />;
}
