/** What a command of the ledger came to, as the answer of a use case. */
import { ledgerResult } from '#server/shared/ledger.ts';
import type { PostedOperationDto } from './schema.ts';
import { operationDto } from './schema.ts';

/** @throws the code with which the ledger refused */
export function resultOf(raw: unknown): PostedOperationDto {
  return ledgerResult(raw, operationDto);
}
