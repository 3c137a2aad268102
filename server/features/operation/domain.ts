/**
 * The commands of the ledger. What may be posted is judged by the ledger's SQL function on the locked
 * row; here a command gets its identity, so that one key can't stand for two commands.
 */
import { z } from 'zod';
import { AppError, errorCodes } from '#server/shared/errors.ts';
import type { ErrorParams } from '#server/shared/errors.ts';
import type { Money } from '#server/shared/money.ts';
import type { PostedOperationDto } from './schema.ts';
import { operationDto } from './schema.ts';

/** What the ledger takes; the names are those of its SQL function. */
export interface LedgerCommand {
  companyId: number;
  customerId: number;
  kind: 'deposit' | 'withdrawal' | 'reversal';
  /** Greater than 0; null for a reversal, which takes the original's. */
  amount: Money | null;
  note: string;
  authorId: number;
  idempotencyKey: string;
  /** Null: whatever the balance is now. */
  seenBalance: Money | null;
  confirmRepeated: boolean;
  reversesId: number | null;
}

/**
 * What makes two commands the same, as one text. Confirmations (the balance seen, "do it all the
 * same") are not part of it: giving one is the same command tried again.
 */
export function identityOf(command: LedgerCommand): string {
  const { companyId, customerId, kind, amount, note, authorId, reversesId } = command;
  return JSON.stringify([companyId, customerId, kind, amount, note, authorId, reversesId]);
}

const verdict = z.object({
  outcome: z.enum(['posted', 'replayed', 'refused']),
  error: z.enum(errorCodes).nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  operation: operationDto.nullable(),
  customerVersion: z.number().int().nullable(),
});
export type LedgerVerdict = z.input<typeof verdict>;

/** @throws the code with which the ledger refused */
export function resultOf(raw: unknown): PostedOperationDto {
  const { outcome, error, params, operation, customerVersion } = verdict.parse(raw);
  if (error !== null) throw new AppError(error, params satisfies ErrorParams);
  if (operation === null || customerVersion === null) {
    throw new Error('the ledger answered neither an operation nor a refusal');
  }
  return { operation, customerVersion, replayed: outcome === 'replayed' };
}
