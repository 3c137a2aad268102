/**
 * What became of an attempt to move money, in the terms of the dialog that made it.
 * Invariant: an attempt without an answer is `unknown`, never a failure. The dialog then keeps the
 * key and the fields as they were sent, so that sending again can't double the operation.
 */
import { errorDataOf } from '#app/lib/errors.ts';
import type { ErrorData } from '#app/lib/errors.ts';
import type { ErrorParams } from '#server/shared/errors.ts';
import type { Money } from '#server/shared/money.ts';
import { money } from '#server/shared/money.ts';

export type Refusal =
  | { kind: 'unknown' }
  | { kind: 'moved'; balance: Money }
  | { kind: 'repeated'; by: string; at: string; amount: Money | null }
  | { kind: 'tooLow'; balance: Money | null }
  | { kind: 'tooHigh' }
  | { kind: 'alreadyReversed'; by: string; at: string }
  | { kind: 'other'; error: ErrorData };

export function refusalOf(cause: unknown): Refusal {
  const error = errorDataOf(cause);
  if (error === null) return { kind: 'unknown' };
  const { code, params } = error;
  const by = textParam(params, 'by') ?? '';
  const at = textParam(params, 'at') ?? '';
  const balance = moneyParam(params, 'balance');
  switch (code) {
    // The fault came after the command was sent: it may or may not have been carried out.
    case 'INTERNAL':
    case 'SERVICE_UNAVAILABLE':
      return { kind: 'unknown' };
    case 'BALANCE_MOVED':
      return balance === null ? { kind: 'other', error } : { kind: 'moved', balance };
    case 'OPERATION_REPEATED':
      return { kind: 'repeated', by, at, amount: moneyParam(params, 'amount') };
    case 'BALANCE_TOO_LOW':
      return { kind: 'tooLow', balance };
    case 'BALANCE_TOO_HIGH':
      return { kind: 'tooHigh' };
    case 'OPERATION_ALREADY_REVERSED':
      return { kind: 'alreadyReversed', by, at };
    default:
      return { kind: 'other', error };
  }
}

function textParam(params: ErrorParams, name: string): string | null {
  const value = params[name];
  return typeof value === 'string' ? value : null;
}

function moneyParam(params: ErrorParams, name: string): Money | null {
  const value = textParam(params, name);
  return value === null ? null : money(value);
}

/** Nothing went wrong: the world moved, and the admin is asked once more. */
export function isQuestion({ kind }: Refusal): boolean {
  return kind === 'moved' || kind === 'repeated' || kind === 'unknown';
}
