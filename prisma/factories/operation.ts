import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { OperationDto } from '#server/features/operation/schema.ts';

export interface OperationOrder {
  companyId: number;
  customerId: number;
  authorId: number;
  kind?: 'deposit' | 'withdrawal' | 'reversal';
  /** Positive; not for a reversal. */
  amount?: string;
  reversesId?: number;
  note?: string;
}

/** Through the ledger itself, so that balance, number, version and event are as in life. */
export async function createOperation(
  db: PrismaClient,
  { kind = 'deposit', amount = '100.00', note = 'Made by a factory', ...rest }: OperationOrder,
): Promise<OperationDto> {
  const command = {
    ...rest,
    kind,
    amount: kind === 'reversal' ? null : amount,
    note,
    idempotencyKey: randomUUID(),
    requestHash: 'factory',
    confirmRepeated: true,
  };
  const rows = await db.$queryRaw<{ error: string | null; operation: OperationDto }[]>`
    SELECT error, operation FROM post_operations(jsonb_build_array(${JSON.stringify(command)}::jsonb))`;
  const [row] = rows;
  if (!row?.operation) throw new Error(`the ledger refused: ${row?.error ?? 'no answer'}`);
  return row.operation;
}
