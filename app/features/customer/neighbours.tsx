import { ActionIcon } from '@mantine/core';
import { Link, useLocation, useNavigate, useNavigation } from '@remix-run/react';
import { useQueryClient } from '@tanstack/react-query';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import { useShortcut } from '#app/components/shortcuts.ts';
import { useFormat } from '#app/i18n/format.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useListQuestion } from './last-list.ts';
import type { ListPlace } from './list-place.ts';
import { placeInLists, readPlace, steppedPlace } from './list-place.ts';
import type { Step } from './neighbour-steps.ts';
import { noteStep, useSteps } from './neighbour-steps.ts';

/** So long an answer is taken as the present one: the way there and back asks nothing twice. */
const freshMs = 5000;

/**
 * The way to the one before and the one after in the list that one came from, in the same tab of the
 * page. The server finds them by the customer's own place, so it leads on over the borders of pages.
 */
export function Neighbours({ customerId }: { customerId: number }) {
  const { t } = useTranslation('customer');
  const place = usePlace(customerId);
  const neighbours = useNeighbours(customerId);
  const stepTo = useStep(place);
  const navigate = useNavigate();
  const { isKnown, isAwaited } = neighbours;
  const isLeaving = useNavigation().state === 'loading';
  const go = useSteps({
    customerId,
    isKnown,
    isLeaving,
    go: (step) => {
      const target = stepTo(neighbours[step], step);
      if (target !== null) void navigate(target.to, { state: target.state });
      return neighbours[step];
    },
  });
  const group = 'customer';
  const canGo = isKnown || isAwaited;
  useShortcut({ keys: ['j', ']'], meaning: t('neighbours.next'), group }, () => go('next'), canGo);
  useShortcut(
    { keys: ['k', '['], meaning: t('neighbours.previous'), group },
    () => go('previous'),
    canGo,
  );
  if (!isKnown) return null;
  return (
    <nav aria-label={t('neighbours.label')} className="t-neighbours no-print">
      <Arrow step="previous" target={stepTo(neighbours.previous, 'previous')} />
      {place === null ? null : <Place place={place} />}
      <Arrow step="next" target={stepTo(neighbours.next, 'next')} />
    </nav>
  );
}

function Place({ place: { position, total, totalIsCapped } }: { place: ListPlace }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const formatted = format.number(total);
  const words = totalIsCapped ? t('list.atLeast', { formatted }) : formatted;
  return (
    <span className="tabular">
      {t('neighbours.position', { position: format.number(position), total: words })}
    </span>
  );
}

interface ArrowProps {
  step: Step;
  target: Target | null;
}

function Arrow({ step, target }: ArrowProps) {
  const { t } = useTranslation('customer');
  const Icon = step === 'previous' ? IconChevronLeft : IconChevronRight;
  const icon = <Icon size={16} stroke={1.75} aria-hidden="true" />;
  const label = t(`neighbours.${step}`);
  if (target === null) {
    return (
      <ActionIcon size="sm" aria-label={label} disabled>
        {icon}
      </ActionIcon>
    );
  }
  return (
    <Hint label={label} side="bottom">
      <ActionIcon
        size="sm"
        component={Link}
        aria-label={label}
        aria-keyshortcuts={step === 'previous' ? 'K' : 'J'}
        to={target.to}
        state={target.state}
        prefetch="intent"
        onClick={() => noteStep(target.customerId)}
      >
        {icon}
      </ActionIcon>
    </Hint>
  );
}

interface Target {
  customerId: number;
  to: string;
  state: unknown;
}

function useStep(place: ListPlace | null) {
  const { pathname } = useLocation();
  // The same part of the page: who goes through accounts wants the next account.
  const tab = /^\/customers\/\d+(\/.*)?$/.exec(pathname)?.[1] ?? '';
  return (customerId: number | null, step: Step): Target | null => {
    if (customerId === null) return null;
    return {
      customerId,
      to: `/customers/${String(customerId)}${tab}`,
      state: steppedPlace(place, step === 'next' ? 1 : -1),
    };
  };
}

function useNeighbours(customerId: number) {
  const question = useListQuestion();
  const utils = trpc.useUtils();
  const { data, isFetching } = trpc.customer.findNeighbours.useQuery(
    { customerId, ...question },
    { enabled: question !== null, staleTime: freshMs },
  );
  const previous = data?.previousId ?? null;
  const next = data?.nextId ?? null;
  // One step ahead, so that a quick second press finds its way too.
  useEffect(() => {
    if (question === null) return;
    for (const neighbour of [next, previous]) {
      if (neighbour === null) continue;
      void utils.customer.findNeighbours.prefetch(
        { customerId: neighbour, ...question },
        { staleTime: freshMs },
      );
    }
  }, [utils, question, next, previous]);
  return { previous, next, isKnown: data !== undefined, isAwaited: isFetching };
}

/** As the list stated it, or one step further than where one came from; null when nobody knows. */
function usePlace(customerId: number): ListPlace | null {
  const queryClient = useQueryClient();
  const question = useListQuestion();
  const location = useLocation();
  if (question === null) return null;
  return placeInLists(queryClient, question, customerId) ?? readPlace(location.state);
}
