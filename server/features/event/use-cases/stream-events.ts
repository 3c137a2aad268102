/**
 * Lets a signed-in reader follow the events of their company, from a cursor on. Authorises and says
 * what the reader may see; delivery is the hub's.
 */
import { AppError } from '#server/shared/errors.ts';
import { EventStream } from '#server/infra/events/stream.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can, readerClassOf, viewFor } from '../policy.ts';
import type { StreamInput } from '../schema.ts';

/** @throws FORBIDDEN */
export function streamEvents({ actor }: UseCaseContext, input: StreamInput): EventStream {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return new EventStream({
    companyId: actor.companyId,
    classKey: readerClassOf(actor),
    view: viewFor(actor),
    lastCursor: input.lastEventId ?? null,
  });
}
