import { expect, test } from 'vitest';
import { readPreference } from './cookie.ts';

test.each([
  ['tandem_rail=collapsed; other=1', 'collapsed'],
  ['other=1;tandem_rail=expanded', 'expanded'],
  ['my_tandem_rail=collapsed', null],
  ['', null],
  [null, null],
])('finds the preference in %j', (header, value) => {
  expect(readPreference(header, 'rail')).toBe(value);
});
