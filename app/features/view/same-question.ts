import type { CustomerQuestion } from '#server/shared/customer-filter.ts';

/** Whether two questions mean the same customers in the same order, however they were put together. */
export function isSameQuestion(a: CustomerQuestion, b: CustomerQuestion): boolean {
  return canonical(a) === canonical(b);
}

function canonical({ search, filter, sort, direction }: CustomerQuestion): string {
  const filters = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([search, filters, sort, direction]);
}

/** The whole list in its usual order: nothing that is worth a name. */
export const wholeList: CustomerQuestion = {
  search: '',
  filter: {},
  sort: 'id',
  direction: 'asc',
};
