/**
 * What the server is asked for, of what stands in the panel. Apart from the panel's values, which the
 * list holds from the beginning: checking brings zod, and comes with the panel.
 */
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import { customerFilter, searchMax } from '#server/shared/customer-filter.ts';
import type { Money } from '#server/shared/money.ts';
import { textFilters } from './read-filter.ts';
import { isUpsideDown } from './typed-amount.ts';
import type { FilterProblem, FilterProblems, TypedFilter } from './typed-filter.ts';

/** The filter that is meant, or what is wrong beside which field; a preset goes before two days. */
export function readTyped(
  typed: TypedFilter,
  parseBalance: (text: string) => Money | null,
): { filter: CustomerFilter; problems: FilterProblems } {
  const given = givenOf(typed, parseBalance);
  const problems: FilterProblems = {};
  for (const [name, value] of Object.entries(given) as [keyof TypedFilter, unknown][]) {
    const { success } = customerFilter.shape[name].safeParse(value);
    if (!success) problems[name] = problemOf(name, typed);
  }
  const { data } = customerFilter.safeParse(given);
  if (data === undefined) return { filter: {}, problems };
  const { registeredFrom, registeredTo, balanceFrom, balanceTo } = data;
  const hasDays = registeredFrom !== undefined && registeredTo !== undefined;
  if (hasDays && registeredTo < registeredFrom) problems.registeredTo = 'daysOrder';
  if (isUpsideDown(balanceFrom, balanceTo)) problems.balanceTo = 'amountsOrder';
  return { filter: data, problems };
}

/** Only what is filled in. */
function givenOf(
  typed: TypedFilter,
  parseBalance: (text: string) => Money | null,
): Record<string, unknown> {
  const { registeredPreset, registeredFrom, registeredTo, statuses, tagIds } = typed;
  const balance = (text: string) => (text.trim() === '' ? null : (parseBalance(text) ?? 'wrong'));
  const all: Record<keyof TypedFilter, unknown> = {
    ...Object.fromEntries(textFilters.map((name) => [name, typed[name].trim() || null])),
    id: typed.id.trim() === '' ? null : idOf(typed.id),
    registeredPreset,
    registeredFrom: registeredPreset === null ? registeredFrom : null,
    registeredTo: registeredPreset === null ? registeredTo : null,
    statuses: statuses.length === 0 ? null : statuses,
    tagIds: tagIds.length === 0 ? null : tagIds,
    organizationId: typed.organizationId,
    country: typed.country,
    balanceFrom: balance(typed.balanceFrom),
    balanceTo: balance(typed.balanceTo),
    onlyActive: typed.onlyActive ? true : null,
  } as Record<keyof TypedFilter, unknown>;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** "№ 42" and "#42" are how people write down what they read on a page. */
function idOf(text: string): number {
  const digits = /^[№#]?\s*(\d+)$/.exec(text.trim())?.[1];
  return Number(digits ?? Number.NaN);
}

function problemOf(name: keyof TypedFilter, typed: TypedFilter): FilterProblem {
  if (name === 'id') return 'number';
  if (name === 'registeredFrom' || name === 'registeredTo') return 'day';
  if (name === 'balanceFrom' || name === 'balanceTo') return 'amount';
  const value = typed[name];
  return typeof value === 'string' && value.trim().length > searchMax ? 'tooLong' : 'invalid';
}
