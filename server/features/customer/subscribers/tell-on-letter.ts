/** How a letter with a link to set a password ended, in the customer's record; the letter has ended by itself. */
import { scopeFor } from '#server/shared/actor.ts';
import type { LetterEnd, LetterToCustomer } from '#server/shared/letter.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { saveNothing, tryHoldCustomer } from '../repository/write.ts';

/** Whatever they looked like before: nobody has seen them, so any version will do. */
const anyVersion = 1;

/** Of one who was removed meanwhile nothing is told any more. */
export async function tellOnLetter(
  tx: Tx,
  { companyId, customerId, now }: LetterToCustomer,
  end: LetterEnd,
): Promise<void> {
  const target = { customerId, version: anyVersion, now };
  const held = await tryHoldCustomer(tx, scopeFor({ companyId }), target);
  if (held === null) return;
  const version = await saveNothing(tx, held);
  const subject = { type: 'customer', id: customerId } as const;
  const event = { companyId, subject, version, authorId: null };
  if (end.type === 'sent') {
    await recordEvent(tx, { ...event, type: 'customer.linkSent', data: {} });
  } else {
    const { isFinal } = end;
    await recordEvent(tx, { ...event, type: 'customer.linkFailed', data: { isFinal } });
  }
}
