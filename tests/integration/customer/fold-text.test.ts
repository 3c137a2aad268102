import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldText } from '#app/features/customer/list/fold-text.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';

const setting = useTestApp();

const range = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCodePoint(code));
/** What names, addresses and comments of this market are made of. */
const letter = fc.oneof(
  range(0x20, 0x7e),
  range(0xc0, 0x24f),
  range(0x400, 0x4ff),
  range(0x300, 0x36f),
  fc.constantFrom('и', 'і', 'И', 'І', '\u0306', '\u0308', '’', '‘', 'ʼ', '`', '´', 'ё', 'й', 'ї'),
);

it('the browser folds text as the database does', async () => {
  const texts = fc.sample(fc.string({ unit: letter, maxLength: 12 }), { numRuns: 2000, seed: 4 });
  const rows = await setting.owner.$queryRaw<{ folded: string }[]>`
    SELECT fold_text(typed) AS folded
    FROM unnest(${texts}::text[]) WITH ORDINALITY AS given(typed, place) ORDER BY place`;
  expect(texts.map(foldText)).toEqual(rows.map(({ folded }) => folded));
});
