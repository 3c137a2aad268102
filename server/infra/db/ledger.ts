/**
 * The one call of the ledger's SQL function, by itself or inside a caller's transaction. It locks the
 * customers first, writes operations, balances, versions and events, and answers each command.
 */
import { createHash } from 'node:crypto';
import type { LedgerCommand } from '#server/shared/ledger.ts';
import { identityOf } from '#server/shared/ledger.ts';
import type { Db } from './client.ts';

/** @returns one verdict for each command, in their order */
export function callLedger(db: Db, commands: readonly LedgerCommand[]): Promise<unknown[]> {
  const body = JSON.stringify(
    commands.map((command) => ({
      ...command,
      requestHash: createHash('sha256').update(identityOf(command)).digest('hex'),
    })),
  );
  return db.$queryRaw<unknown[]>`
    SELECT outcome, error, params, operation, customer_version AS "customerVersion"
    FROM post_operations(${body}::jsonb) ORDER BY position`;
}
