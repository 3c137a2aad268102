import type { EditableField } from '#server/shared/customer-fields.ts';
import type { Intent, Lease, PresenceState } from '#server/shared/presence.ts';
import { presenceStates } from '#server/shared/presence.ts';

/** One person on one customer, whatever the number of tabs and devices. */
export interface PresentUser {
  user: Lease['user'];
  /** The strongest of all tabs. */
  state: PresenceState;
  /** What is being edited, in all tabs. */
  fields: readonly EditableField[];
  intents: readonly Intent[];
}

/** Everything that is shown of one customer; lists that did not change stay the same objects. */
export interface Here {
  people: readonly PresentUser[];
  editors: ReadonlyMap<EditableField, readonly PresentUser[]>;
  intents: ReadonlyMap<Intent, readonly PresentUser[]>;
}

export const nobody: readonly PresentUser[] = [];
export const nobodyHere: Here = { people: nobody, editors: new Map(), intents: new Map() };

const strength = (state: PresenceState) => presenceStates.indexOf(state);

/** Joins the tabs of each person; the strongest state comes first, then by name: a stable order. */
export function joinLeases(leases: Iterable<Lease>): PresentUser[] {
  const people = new Map<number, PresentUser>();
  for (const { user, place } of leases) {
    const known = people.get(user.id) ?? { user, state: 'away', fields: [], intents: [] };
    const field = place.state === 'editing' ? place.field : null;
    people.set(user.id, {
      user,
      state: strength(place.state) > strength(known.state) ? place.state : known.state,
      fields: withOne(known.fields, field),
      intents: withOne(known.intents, place.intent),
    });
  }
  return [...people.values()].sort(
    (one, other) =>
      strength(other.state) - strength(one.state) ||
      one.user.name.localeCompare(other.user.name) ||
      one.user.id - other.user.id,
  );
}

function withOne<Item extends string>(items: readonly Item[], item: Item | null): readonly Item[] {
  if (item === null || items.includes(item)) return items;
  return [...items, item].sort();
}

/** What is shown now; whoever did not change is the same object as before, so nothing is drawn anew. */
export function hereOf(leases: Iterable<Lease>, before: Here): Here {
  const known = new Map(before.people.map((person) => [person.user.id, person]));
  const people = joinLeases(leases).map((person) => {
    const former = known.get(person.user.id);
    return former !== undefined && isSame(former, person) ? former : person;
  });
  return {
    people: sameList(before.people, people),
    editors: groupBy(people, ({ fields }) => fields, before.editors),
    intents: groupBy(people, ({ intents }) => intents, before.intents),
  };
}

function isSame(one: PresentUser, other: PresentUser): boolean {
  return (
    one.state === other.state &&
    one.user.name === other.user.name &&
    one.fields.join() === other.fields.join() &&
    one.intents.join() === other.intents.join()
  );
}

function groupBy<Key extends string>(
  people: readonly PresentUser[],
  keysOf: (person: PresentUser) => readonly Key[],
  before: ReadonlyMap<Key, readonly PresentUser[]>,
): ReadonlyMap<Key, readonly PresentUser[]> {
  const groups = new Map<Key, readonly PresentUser[]>();
  for (const person of people) {
    for (const key of keysOf(person)) groups.set(key, [...(groups.get(key) ?? []), person]);
  }
  for (const [key, group] of groups) groups.set(key, sameList(before.get(key) ?? nobody, group));
  return groups;
}

function sameList(
  before: readonly PresentUser[],
  now: readonly PresentUser[],
): readonly PresentUser[] {
  const isEqual = before.length === now.length && now.every((one, index) => one === before[index]);
  return isEqual ? before : now;
}
