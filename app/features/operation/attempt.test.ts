import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import type { ErrorCode, ErrorParams } from '#server/shared/errors.ts';
import { refusalOf } from './attempt.ts';

function answered(code: ErrorCode, params: ErrorParams = {}) {
  const data = { code, params, requestId: 'r1', issues: [] };
  return TRPCClientError.from({ error: { code: -32000, message: code, data } });
}

test('no answer means that the outcome is not known', () => {
  expect(refusalOf(TRPCClientError.from(new TypeError('Failed to fetch')))).toEqual({
    kind: 'unknown',
  });
});

test.each(['INTERNAL', 'SERVICE_UNAVAILABLE'] as const)(
  '%s leaves the outcome unknown: the fault may have come after the commit',
  (code) => {
    expect(refusalOf(answered(code))).toEqual({ kind: 'unknown' });
  },
);

test('a moved balance brings the new one', () => {
  expect(refusalOf(answered('BALANCE_MOVED', { balance: '12.50' }))).toEqual({
    kind: 'moved',
    balance: '12.50',
  });
});

test("a colleague's equal operation brings who and when", () => {
  const params = { by: 'Олена', at: '2026-03-01T09:00:00.000Z', amount: '50.00' };
  expect(refusalOf(answered('OPERATION_REPEATED', params))).toEqual({
    kind: 'repeated',
    ...params,
  });
});

test('any other refusal keeps what the server said', () => {
  expect(refusalOf(answered('FORBIDDEN'))).toMatchObject({
    kind: 'other',
    error: { code: 'FORBIDDEN', requestId: 'r1' },
  });
});
