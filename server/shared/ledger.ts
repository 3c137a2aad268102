/**
 * What the ledger's SQL function takes and answers. What may be posted is judged there, on the locked
 * row; here a command gets its identity, so that one key can't stand for two commands.
 */
import { z } from 'zod';
import { AppError, errorCodes } from './errors.ts';
import type { Money } from './money.ts';

/** The names are those of the SQL function. */
export interface LedgerCommand {
  companyId: number;
  customerId: number;
  kind: 'deposit' | 'withdrawal' | 'refund' | 'reversal';
  /** Greater than 0; null for a reversal, which takes the original's. */
  amount: Money | null;
  note: string;
  authorId: number;
  idempotencyKey: string;
  /** Null: whatever the balance is now. */
  seenBalance: Money | null;
  confirmRepeated: boolean;
  reversesId: number | null;
  /** Of a refund alone. */
  orderId?: number;
}

/**
 * What makes two commands the same, as one text. Confirmations (the balance seen, "do it all the
 * same") are not part of it: giving one is the same command tried again.
 */
export function identityOf(command: LedgerCommand): string {
  const { companyId, customerId, kind, amount, note, authorId, reversesId, orderId } = command;
  const parts = [companyId, customerId, kind, amount, note, authorId, reversesId];
  return JSON.stringify(orderId === undefined ? parts : [...parts, orderId]);
}

const verdict = z.object({
  outcome: z.enum(['posted', 'replayed', 'refused']),
  error: z.enum(errorCodes).nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  operation: z.unknown(),
  customerVersion: z.number().int().nullable(),
});
export type LedgerVerdict = z.input<typeof verdict>;

/** @throws the code with which the ledger refused */
export function ledgerResult<Operation>(raw: unknown, operationSchema: z.ZodType<Operation>) {
  const { outcome, error, params, operation, customerVersion } = verdict.parse(raw);
  if (error !== null) throw new AppError(error, params);
  if (operation === null || customerVersion === null) {
    throw new Error('the ledger answered neither an operation nor a refusal');
  }
  return {
    operation: operationSchema.parse(operation),
    customerVersion,
    replayed: outcome === 'replayed',
  };
}
