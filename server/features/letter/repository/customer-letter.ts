import { openCustomerLink } from '#server/infra/auth/password-link.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { defaultLanguage, isLanguage } from '#server/shared/language.ts';
import type { LetterRow } from '../domain.ts';
import { isStillWanted } from '../domain.ts';

/**
 * Before the letter is looked at or written to: a lock, a password or a removal comes before or after, and
 * whoever holds the customer first finds the letter free.
 */
export async function holdCustomerOfLetter(tx: Tx, customerId: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, ${customerId}::int)`;
  await tx.$queryRaw`SELECT 1 FROM customers WHERE id = ${customerId} FOR NO KEY UPDATE`;
}

/** Null for a letter that the customer is not to get any more. */
export async function findCustomerLetter(
  tx: Tx,
  { id, customerId }: { id: number; customerId: number },
): Promise<LetterRow | null> {
  await holdCustomerOfLetter(tx, customerId);
  const { customer, company, ...letter } = await tx.letter.findUniqueOrThrow({
    where: { id },
    select: {
      ...{ id: true, companyId: true, kind: true, state: true },
      company: { select: { name: true, linkHours: true, defaultLanguage: true } },
      customer: {
        select: {
          ...{ companyId: true, email: true, login: true, firstName: true, language: true },
          ...{ lockedAt: true, passwordResetAt: true },
        },
      },
    },
  });
  if (customer?.companyId !== letter.companyId) return null;
  const isBlocked = customer.lockedAt !== null;
  const hasPassword = customer.passwordResetAt === null;
  if (!isStillWanted({ ...letter, isBlocked, hasPassword })) return null;
  const { email, login, firstName } = customer;
  const language = [customer.language, company.defaultLanguage].find(isLanguage);
  return {
    ...letter,
    ...{ receiverId: customerId, email, login, firstName },
    ...{ companyName: company.name, linkHours: company.linkHours },
    language: language ?? defaultLanguage,
  };
}

/** @returns the link's token */
export function openLinkOfCustomer(tx: Tx, letter: LetterRow, now: Date): Promise<string> {
  return openCustomerLink(tx, { customerId: letter.receiverId, hours: letter.linkHours, now });
}
