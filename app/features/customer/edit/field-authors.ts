import type { TandemEvent } from '#server/features/event/schema.ts';
import type { EventAuthor } from '#server/shared/event.ts';

/** Who changed a field last, as far as events of this tab told it. */
interface FieldAuthor {
  by: EventAuthor | null;
  /** ISO 8601 */
  at: string;
  version: number;
  mutationId: string | null;
}

const rememberedMax = 2000;
const authors = new Map<string, FieldAuthor>();

export function noteFieldAuthors(event: TandemEvent): void {
  if (event.type !== 'customer.edited') return;
  const { author: by, time: at, version, mutationId } = event;
  for (const { field } of event.changes) {
    const key = `${String(event.subject.id)}:${field}`;
    if ((authors.get(key)?.version ?? 0) >= version) continue;
    authors.delete(key);
    authors.set(key, { by, at, version, mutationId });
  }
  for (const oldest of authors.keys()) {
    if (authors.size <= rememberedMax) break;
    authors.delete(oldest);
  }
}

export function fieldAuthor(customerId: number, field: string): FieldAuthor | null {
  return authors.get(`${String(customerId)}:${field}`) ?? null;
}
