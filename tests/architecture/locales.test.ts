import { describe, expect, it } from 'vitest';
import { completeLocales, missingKeys, sameParameters, unusedKeys } from './checks/locales.ts';
import type { Tree } from './tree.ts';
import { added, plant, readTree } from './tree.ts';

const tree = readTree();
const inAll = (texts: Record<'uk' | 'en' | 'ru', object>): Tree =>
  plant(
    tree,
    Object.fromEntries(
      Object.entries(texts).map(([language, text]) => [
        `locales/${language}/planted.json`,
        JSON.stringify(text),
      ]),
    ),
  );
const slavic = { row_one: 'а', row_few: 'б', row_many: 'в', row_other: 'г' };
const english = { row_one: 'a', row_other: 'b' };

describe('locales', () => {
  it('are complete in three languages with every form of number', () => {
    expect(completeLocales(tree)).toEqual([]);
  });

  it('name the same parameters in every language', () => {
    expect(sameParameters(tree)).toEqual([]);
  });

  it('have a text for every key in code', () => {
    expect(missingKeys(tree)).toEqual([]);
  });

  it('have no text that nobody says', () => {
    expect(unusedKeys(tree)).toEqual([]);
  });

  it('are silent on the right forms', () => {
    expect(completeLocales(inAll({ uk: slavic, en: english, ru: slavic }))).toEqual(
      completeLocales(tree),
    );
  });

  it.each([
    ['a key that one language lacks', { uk: {}, en: { a: 'x' }, ru: { a: 'х' } }],
    ['a key that English lacks', { uk: { a: 'х' }, en: {}, ru: { a: 'х' } }],
    ['an empty text', { uk: { a: 'х' }, en: { a: ' ' }, ru: { a: 'х' } }],
    ['a Ukrainian plural without "few"', { uk: english, en: english, ru: slavic }],
    ['an English plural with "few"', { uk: slavic, en: slavic, ru: slavic }],
    ['a plural in one language alone', { uk: slavic, en: { row: 'rows' }, ru: slavic }],
  ])('fires on %s', (_, texts) => {
    expect(added(completeLocales(tree), completeLocales(inAll(texts)))).toHaveLength(1);
  });

  it('fires on a parameter that one language forgot', () => {
    const planted = inAll({ uk: { a: 'є' }, en: { a: '{{name}} is' }, ru: { a: '{{name}} есть' } });
    expect(added(sameParameters(tree), sameParameters(planted))).toHaveLength(1);
  });

  it('fires on a key in code without a text', () => {
    const planted = plant(inAll({ uk: { a: 'є' }, en: { a: 'is' }, ru: { a: 'есть' } }), {
      'app/lib/planted.ts': "t('planted:a.gone');",
    });
    expect(added(missingKeys(tree), missingKeys(planted))).toEqual([
      'app/lib/planted.ts: no text for planted:a.gone',
    ]);
  });

  it('fires on a text that nobody says, and not on one said through a template', () => {
    const texts = { zebraStatus: { on: 'x', off: 'x' }, zebraAlone: 'x' };
    const planted = plant(inAll({ uk: texts, en: texts, ru: texts }), {
      'app/lib/planted.ts': 't(`planted:zebraStatus.${status}`);',
    });
    expect(added(unusedKeys(tree), unusedKeys(planted))).toEqual([
      'en: nobody says planted:zebraAlone',
    ]);
  });
});
