/**
 * Lets a signed-in reader follow who is where in their company. Authorises and says what the reader
 * may see; delivery is the hub's.
 */
import { AppError } from '#server/shared/errors.ts';
import { PresenceStream } from '#server/infra/presence/stream.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can, readerClassOf, viewFor } from '../policy.ts';
import type { FollowPresenceInput } from '../schema.ts';

/** @throws FORBIDDEN */
export function followPresence(
  { actor }: UseCaseContext,
  _input: FollowPresenceInput,
): PresenceStream {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return new PresenceStream({
    companyId: actor.companyId,
    classKey: readerClassOf(actor),
    view: viewFor(actor),
  });
}
