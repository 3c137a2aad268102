import { expect, test } from 'vitest';
import { ordersInput, readOrderParams, writeOrderParams } from './order-params.ts';

const read = (address: string) => readOrderParams(new URLSearchParams(address));

test.each([
  '',
  'search=2026-0001&status=open&operator=3&from=2026-01-01&to=2026-02-01',
  'sort=sum&direction=asc',
  'pageSize=50&cursor=abc',
])('writes the address as it was read: %s', (address) => {
  const written = new URLSearchParams(writeOrderParams(read(address)));
  const given = new URLSearchParams(address);
  written.sort();
  given.sort();
  expect(written.toString()).toBe(given.toString());
});

test('what makes no sense counts as not given', () => {
  const odd = 'search=%00&status=lost&operator=-1&from=2026-02-30&sort=x&direction=up&pageSize=7';
  expect(read(odd)).toEqual(read(''));
});

test('asks the server for what the address says', () => {
  expect(ordersInput(read(''), { usualSize: 10 })).toEqual({
    ...{ search: '', sort: 'createdAt', direction: 'desc', pageSize: 10 },
  });
  const { statuses, pageSize, customerId } = ordersInput(read('status=open&pageSize=50'), {
    usualSize: 10,
    customerId: 7,
  });
  expect([statuses, pageSize, customerId]).toEqual([
    ['new', 'confirmed', 'processing', 'shipped'],
    50,
    7,
  ]);
});
