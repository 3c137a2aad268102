import { useLanguage } from '#app/i18n/format.ts';
import { useActor } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { ViewDto } from '#server/features/view/schema.ts';

/** So many stand in a row; the others in a menu beside it. */
const rowMax = 6;

const none: readonly ViewDto[] = [];

/** One's own by name, then those that colleagues share. */
export function useOrderedViews(): readonly ViewDto[] {
  const { userId } = useActor();
  const language = useLanguage();
  const { data = none } = trpc.view.list.useQuery();
  const rank = ({ owner }: ViewDto) => (owner.id === userId ? 0 : 1);
  return data.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, language));
}

/** The first few and the chosen one are in sight. */
export function partedViews(views: readonly ViewDto[], chosenId: number | null) {
  const shown = views.filter(({ id }, index) => index < rowMax || id === chosenId);
  return { shown, others: views.filter((view) => !shown.includes(view)) };
}
