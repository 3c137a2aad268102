/**
 * Holds what editors were told against the record of one customer: a simple model, in which a value
 * is what the events up to a version made of it.
 */
import type { FieldChange } from '#server/shared/event.ts';
import type { Attempt, EditedField, Values } from './editors.ts';
import { applied, editedFields } from './editors.ts';

export interface Recorded {
  id: string;
  version: number;
  mutationId: string | null;
  changes: FieldChange[];
}

export interface Judged {
  /** Oldest first. */
  events: readonly Recorded[];
  /** At version 1. */
  first: Values;
  attempts: readonly Attempt[];
}

/** Every sentence of the contract that the record belies. */
export function faultsOf(judged: Judged): string[] {
  return [
    ...gaps(judged),
    ...unexplained(judged),
    ...savedOver(judged),
    ...judged.attempts.flatMap((attempt) => [
      ...lost(judged, attempt),
      ...falseConflicts(judged, attempt),
    ]),
  ];
}

export function valuesAt({ events, first }: Judged, version: number): Values {
  return events
    .filter((event) => event.version <= version)
    .reduce((values, { changes }) => applied(values, changes), first);
}

function gaps({ events }: Judged): string[] {
  return events.flatMap(({ version }, at) =>
    version === at + 2 ? [] : [`version ${version} stands at place ${at + 2}`],
  );
}

/** What stands in the record was asked for, each field of it once, and it is what was asked for. */
function unexplained({ events, attempts }: Judged): string[] {
  const seen = new Set<string>();
  return events.flatMap(({ mutationId, changes, version }) => {
    const asked = attempts.find((attempt) => attempt.mutationId === mutationId);
    if (!asked || mutationId === null) return [`version ${version} was asked for by nobody`];
    const names = changes.map(({ field, old }) => [mutationId, field, field === 'tags' && old]);
    const again = names.map((name) => name.join(' ')).filter((name) => seen.has(name));
    for (const name of names) seen.add(name.join(' '));
    if (again.length > 0) return [`version ${version} was saved before: ${again.join(', ')}`];
    if (asked.undoes !== null) return [];
    return changes
      .filter(({ field }) => isEdited(field))
      .filter(({ field, new: value }) => asked.changes[field as EditedField] !== value)
      .map(({ field }) => `version ${version} holds another ${field} than was asked for`);
  });
}

const isEdited = (field: string) => editedFields.some((name) => name === field);

/** The version that the one who saved had really seen: of an undo, what it takes back. */
function readAt({ events }: Judged, attempt: Attempt): number {
  const undone = events.find(({ id }) => id === attempt.undoes);
  return undone?.version ?? attempt.seenVersion;
}

/** A field is saved only over the value that was seen. */
function savedOver(judged: Judged): string[] {
  return judged.events.flatMap(({ mutationId, changes, version }) => {
    const attempt = judged.attempts.find((one) => one.mutationId === mutationId);
    if (!attempt) return [];
    const seen = valuesAt(judged, readAt(judged, attempt));
    return changes
      .filter(({ field, old }) => isEdited(field) && seen[field as EditedField] !== old)
      .map(({ field }) => `version ${version} saved ${field} over what had not been seen`);
  });
}

/** What was acknowledged stands in the record, or stood there already. */
function lost(judged: Judged, { mutationId, outcome, changes, undoes }: Attempt): string[] {
  if (!outcome || undoes !== null) return [];
  const event = judged.events.find((one) => one.mutationId === mutationId);
  const after = valuesAt(judged, outcome.customer.version);
  return outcome.saved.flatMap((name) => {
    const field = editedFields.find((edited) => edited === name);
    if (field === undefined) return [];
    const written = event?.changes.find((change) => change.field === field);
    const value = changes[field] ?? null;
    const isThere = written ? written.new === value : after[field] === value;
    return isThere ? [] : [`${field} of ${mutationId} was acknowledged and is not there`];
  });
}

/** A field is refused only when another changed it since it was read, and told as it is. */
function falseConflicts(judged: Judged, attempt: Attempt): string[] {
  const { outcome, mutationId } = attempt;
  if (!outcome) return [];
  const now = valuesAt(judged, outcome.customer.version);
  return outcome.conflicts.flatMap(({ field, base, theirs }) => {
    // Sent again: what was saved the first time was seen then.
    const saved = judged.events.find(
      (event) =>
        event.mutationId === mutationId && event.changes.some((change) => change.field === field),
    );
    const since = Math.max(readAt(judged, attempt), saved?.version ?? 0);
    const before = valuesAt(judged, since);
    const wasChanged = judged.events.some(
      (event) =>
        event.version > since &&
        event.mutationId !== mutationId &&
        event.changes.some((change) => change.field === field),
    );
    const name = field as EditedField;
    const isTrue = wasChanged && base.value === before[name] && theirs.value === now[name];
    return isTrue ? [] : [`${field} of ${mutationId} was refused without need`];
  });
}
