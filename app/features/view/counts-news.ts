/**
 * Which events may move the number of customers that a view finds. Pure but for the listeners.
 * It errs on the side of asking: what a number is, the server alone says.
 */
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { CustomerFilter, CustomerQuestion } from '#server/shared/customer-filter.ts';

type Asked = Pick<CustomerQuestion, 'search' | 'filter'>;

/** The field of a customer that a filter looks at, where editing it is what moves the number. */
const fieldOf: Partial<Record<keyof CustomerFilter, string>> = {
  login: 'login',
  lastName: 'lastName',
  email: 'email',
  phone: 'phone',
  city: 'city',
  tagIds: 'tags',
  organizationId: 'organizationId',
  country: 'country',
};

export function couldMove(event: TandemEvent, questions: readonly Asked[]): boolean {
  switch (event.type) {
    case 'customer.created':
    case 'customer.removed':
      return true;
    case 'customer.locked':
    case 'customer.unlocked':
    case 'customer.passwordSet':
      return questions.some(({ filter }) => asksForStatus(filter));
    case 'operation.deposited':
    case 'operation.withdrawn':
    case 'operation.refunded':
    case 'operation.reversed':
      return questions.some(
        ({ filter }) => filter.balanceFrom !== undefined || filter.balanceTo !== undefined,
      );
    case 'customer.edited': {
      const changed = new Set(event.changes.map(({ field }) => field));
      return questions.some(
        ({ search, filter }) =>
          search !== '' || filteredFields(filter).some((field) => changed.has(field)),
      );
    }
    default:
      return false;
  }
}

function asksForStatus({ statuses, onlyActive }: CustomerFilter): boolean {
  return statuses !== undefined || onlyActive !== undefined;
}

function filteredFields(filter: CustomerFilter): string[] {
  return (Object.keys(filter) as (keyof CustomerFilter)[]).flatMap((name) => fieldOf[name] ?? []);
}

const listeners = new Set<(event: TandemEvent) => void>();

export function tellCounts(event: TandemEvent): void {
  for (const listener of listeners) listener(event);
}

/** @returns the end of it */
export function hearCounts(listener: (event: TandemEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
