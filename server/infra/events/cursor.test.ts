import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePositions, formatCursor, parseCursor } from './cursor.ts';

const position = fc.record({
  xid: fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }),
  id: fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
});

test('reads back the place that it wrote', () => {
  fc.assert(
    fc.property(position, (place) => {
      expect(parseCursor('epoch-1', formatCursor('epoch-1', place))).toEqual(place);
    }),
  );
});

test('orders places by transaction first and by id within it', () => {
  fc.assert(
    fc.property(position, position, (a, b) => {
      const order = comparePositions(a, b);
      expect(comparePositions(b, a)).toBe(order === 0 ? 0 : -order);
      if (a.xid !== b.xid) expect(order).toBe(a.xid < b.xid ? -1 : 1);
      else expect(order).toBe(a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
    }),
  );
});

test.each([
  '',
  'epoch',
  'epoch.1',
  'epoch.1.2.3',
  'other.1.2',
  'epoch.-1.2',
  'epoch.1.-2',
  'epoch.1.2 ',
  ' epoch.1.2',
  'epoch.1e3.2',
  'epoch.0x1.2',
  'epoch.NaN.2',
  'epoch.1.',
  'epoch..2',
  'epoch.99999999999999999999.1',
  'epoch.1.9999999999999999999',
  "epoch.1.2'--",
  'epoch.1.2\n',
  'EPOCH.1.2',
])('takes no cursor from %j', (text) => {
  expect(parseCursor('epoch', text)).toBeNull();
});

test('no text at all makes it fail', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseCursor('epoch', text)));
});
