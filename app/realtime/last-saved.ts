import type { TandemEvent } from '#server/features/event/schema.ts';

/** Who saved a noun's settings last, as this tab heard it: for the note beside a field being typed in. */
export interface LastSaved {
  version: number;
  by: string | null;
  at: string;
  fields: readonly string[];
}

const bySubject = new Map<string, LastSaved>();

export function noteSaved({ subject, version, author, time, changes }: TandemEvent): void {
  const fields = changes.map(({ field }) => field.split('.')[0] ?? field);
  bySubject.set(subject.type, { version, by: author?.name ?? null, at: time, fields });
}

export function lastSaved(subject: 'company' | 'prro', version: number): LastSaved | null {
  const saved = bySubject.get(subject);
  return saved?.version === version ? saved : null;
}
