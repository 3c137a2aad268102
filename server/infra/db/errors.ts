/**
 * What the database's own faults mean to a caller. Expected refusals are AppErrors already; a fault
 * of the connection becomes SERVICE_UNAVAILABLE; anything else stays unforeseen (null).
 */
import { AppError } from '#server/shared/errors.ts';

/** serialization_failure, deadlock_detected */
const retryableStates = new Set(['40001', '40P01']);
/** unique_violation, by PostgreSQL and by Prisma. */
const takenCodes = new Set(['23505', 'P2002']);
/** Classes 08 (connection), 57P (shutdown), 53 (resources), 55P03 and 57014 (time-outs). */
const unavailablePattern = /^(08|53|57P)|^(55P03|57014|25P03)$/;
const unavailableCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
/** Prisma: can't reach, timed out, server closed, pool or transaction could not start in time. */
const unavailablePrismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);

/** Follows `cause` and the driver adapter's nesting, a few levels at most. */
function* causes(error: unknown): Generator<Record<string, unknown>> {
  let current = error;
  for (let depth = 0; depth < 6 && typeof current === 'object' && current !== null; depth += 1) {
    const record = current as Record<string, unknown>;
    yield record;
    const meta = record['meta'];
    if (typeof meta === 'object' && meta !== null) yield meta as Record<string, unknown>;
    current =
      record['cause'] ?? (meta as Record<string, unknown> | undefined)?.['driverAdapterError'];
  }
}

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (const record of causes(error)) {
    for (const name of ['code', 'originalCode']) {
      const code = record[name];
      if (typeof code === 'string') codes.push(code);
    }
    if (record['kind'] === 'TransactionWriteConflict') codes.push('40001');
  }
  return codes;
}

export function isRetryable(error: unknown): boolean {
  return codesOf(error).some((code) => retryableStates.has(code) || code === 'P2034');
}

/** Someone else wrote the same unique value a moment before. */
export function isUniqueViolation(error: unknown): boolean {
  return codesOf(error).some((code) => takenCodes.has(code));
}

const connectionLost =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|Server has closed the connection|Unable to start a transaction/i;

export function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const unavailable =
    codesOf(error).some(
      (code) =>
        unavailablePattern.test(code) ||
        unavailableCodes.has(code) ||
        unavailablePrismaCodes.has(code),
    ) ||
    [...causes(error)].some(
      ({ message }) => typeof message === 'string' && connectionLost.test(message),
    );
  return unavailable || isRetryable(error)
    ? new AppError('SERVICE_UNAVAILABLE', {}, { cause: error })
    : null;
}
