import type { TandemEvent } from '#server/features/event/schema.ts';
import type { CustomerFilter, CustomerQuestion } from '#server/shared/customer-filter.ts';
import type { Money } from '#server/shared/money.ts';
import { toMinor } from '#server/shared/money.ts';
import type { Verdict } from './match-row.ts';
import { contains, containsDigits, isSearched, searchTerms } from './match-row.ts';

/**
 * What an event says about a customer who is not on the page: whether those conditions of the
 * question that it touches held before and hold after. Null where it doesn't tell.
 */
export interface Effect {
  before: Verdict;
  after: Verdict;
}

type Question = Pick<CustomerQuestion, 'search' | 'filter'>;
type Value = string | number | boolean | null;

/** @returns null when the event changes nothing about who is in the result */
export function effectOf(event: TandemEvent, question: Question): Effect | null {
  if (event.type === 'customer.created') {
    const isOpen = question.search === '' && Object.keys(question.filter).length === 0;
    return { before: false, after: isOpen ? true : null };
  }
  const effects = [...conditionEffects(event, question.filter), ...searchEffects(event, question)];
  if (effects.length === 0) return null;
  const effect = {
    before: all(effects.map(({ before }) => before)),
    after: all(effects.map(({ after }) => after)),
  };
  return effect.before !== null && effect.before === effect.after ? null : effect;
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(null) ? null : true;
}

/** Several changes of one customer before anybody asked: the first "before", the last "after". */
export function joined(earlier: Effect | undefined, later: Effect): Effect {
  return { before: earlier === undefined ? later.before : earlier.before, after: later.after };
}

function conditionEffects(event: TandemEvent, filter: CustomerFilter): Effect[] {
  const changed = event.changes.flatMap(({ field, old, new: value }) => {
    const holds = conditionOn(field, filter);
    return holds === null ? [] : [{ before: holds(old), after: holds(value) }];
  });
  return [...changed, ...statusEffects(event, filter), ...tagEffects(event, filter)];
}

const text = (value: Value) => (value === null ? null : String(value));

/** The condition on one scalar field; null when there is none. */
function conditionOn(field: string, filter: CustomerFilter): ((value: Value) => boolean) | null {
  switch (field) {
    case 'login':
    case 'lastName':
    case 'email':
    case 'city': {
      const part = filter[field];
      return part === undefined ? null : (value) => contains(text(value), part);
    }
    case 'phone': {
      const { phone } = filter;
      return phone === undefined ? null : (value) => containsDigits(text(value), phone);
    }
    case 'organizationId':
    case 'country': {
      const wanted = filter[field];
      return wanted === undefined ? null : (value) => value === wanted;
    }
    case 'balance':
      return balanceCondition(filter);
    default:
      return null;
  }
}

function balanceCondition({ balanceFrom: from, balanceTo: to }: CustomerFilter) {
  if (from === undefined && to === undefined) return null;
  return (value: Value) => {
    if (typeof value !== 'string') return false;
    const balance = toMinor(value as Money);
    return (
      (from === undefined || balance >= toMinor(from)) &&
      (to === undefined || balance <= toMinor(to))
    );
  };
}

/** A locked customer is locked whatever else holds; an unlocked one may be anything else. */
function statusEffects(event: TandemEvent, { statuses, onlyActive }: CustomerFilter): Effect[] {
  if (event.type === 'customer.passwordSet') {
    // Whoever has just set a password is enabled: no lock, no lockout, a confirmed address.
    if (statuses === undefined && onlyActive === undefined) return [];
    return [{ before: null, after: statuses?.includes('enabled') ?? true }];
  }
  if (event.type !== 'customer.locked' && event.type !== 'customer.unlocked') return [];
  const effects: Effect[] = [];
  if (statuses) {
    const whenLocked = statuses.includes('locked');
    const isOnlyLocked = whenLocked && statuses.length === 1;
    effects.push(toOrFrom(event.type, whenLocked, isOnlyLocked ? false : null));
  }
  if (onlyActive) effects.push(toOrFrom(event.type, false, null));
  return effects;
}

function toOrFrom(
  type: 'customer.locked' | 'customer.unlocked',
  whenLocked: boolean,
  otherwise: Verdict,
): Effect {
  return type === 'customer.locked'
    ? { before: otherwise, after: whenLocked }
    : { before: whenLocked, after: otherwise };
}

/** Any of the tags will do: another one that the event is silent about may do as well. */
function tagEffects(event: TandemEvent, { tagIds }: CustomerFilter): Effect[] {
  if (event.type !== 'customer.edited' || tagIds === undefined) return [];
  const { added = [], removed = [] } = event.data.tags ?? {};
  const came = added.some(({ id }) => tagIds.includes(id));
  const went = removed.some(({ id }) => tagIds.includes(id));
  if (!came && !went) return [];
  const unless = tagIds.length === 1 ? false : null;
  return [{ before: went ? true : unless, after: came ? true : unless }];
}

/** Whoever bears the text in one field is found, whatever the others hold. */
function searchEffects(event: TandemEvent, { search }: Question): Effect[] {
  if (search === '') return [];
  const terms = searchTerms(search);
  if ('id' in terms) return [];
  const shows = (value: Value) => terms.parts.some((part) => contains(text(value), part));
  const changes = event.changes.filter(({ field }) => isSearched(field));
  const showed = changes.some(({ old }) => shows(old));
  const showsNow = changes.some((change) => shows(change.new));
  if (showed === showsNow) return [];
  // Another field may bear it too: one that comes is taken for new, one that goes is asked about.
  return [showsNow ? { before: false, after: true } : { before: true, after: null }];
}
