/**
 * The filters as they stand in the panel, typed or chosen.
 * Pure: the reader's way of writing amounts is handed in.
 */
import type {
  CustomerFilter,
  CustomerStatus,
  RegisteredPreset,
} from '#server/shared/customer-filter.ts';
import type { Money } from '#server/shared/money.ts';
import type { TextFilter } from './read-filter.ts';

export interface TypedFilter extends Record<TextFilter, string> {
  id: string;
  registeredPreset: RegisteredPreset | null;
  /** YYYY-MM-DD, or what was typed as long as it is no day. */
  registeredFrom: string | null;
  registeredTo: string | null;
  statuses: readonly CustomerStatus[];
  tagIds: readonly number[];
  organizationId: number | null;
  country: string | null;
  balanceFrom: string;
  balanceTo: string;
  onlyActive: boolean;
}

export type FilterProblem =
  'number' | 'day' | 'daysOrder' | 'amount' | 'amountsOrder' | 'tooLong' | 'invalid';
export type FilterProblems = Partial<Record<keyof TypedFilter, FilterProblem>>;

export const nothingTyped: TypedFilter = {
  id: '',
  login: '',
  lastName: '',
  email: '',
  phone: '',
  city: '',
  registeredPreset: null,
  registeredFrom: null,
  registeredTo: null,
  statuses: [],
  tagIds: [],
  organizationId: null,
  country: null,
  balanceFrom: '',
  balanceTo: '',
  onlyActive: false,
};

/** What the panel shows of a filter that is applied. */
export function typedOf(filter: CustomerFilter, amount: (value: Money) => string): TypedFilter {
  const { id, balanceFrom, balanceTo, ...rest } = filter;
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...nothingTyped,
    ...Object.fromEntries(given),
    id: id === undefined ? '' : String(id),
    balanceFrom: balanceFrom === undefined ? '' : amount(balanceFrom),
    balanceTo: balanceTo === undefined ? '' : amount(balanceTo),
  };
}
