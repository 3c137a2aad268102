import { expect, test } from 'vitest';
import { createLimits } from './limits.ts';

test('an address may try to sign in 600 times a minute, and another address does not notice', async () => {
  const limits = createLimits();
  for (let attempt = 0; attempt < 600; attempt += 1) await limits.signIn('203.0.113.1');
  await expect(limits.signIn('203.0.113.1')).rejects.toThrow('TOO_MANY_REQUESTS');
  await expect(limits.signIn('203.0.113.2')).resolves.toBeUndefined();
});

test('attempts at once are counted one by one', async () => {
  const limits = createLimits();
  const tries = Array.from({ length: 700 }, () => limits.signIn('203.0.113.3'));
  const results = await Promise.allSettled(tries);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(600);
});
