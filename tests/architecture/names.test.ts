import { describe, expect, it } from 'vitest';
import { featureVocabulary, fileNames, skippedRules, useCaseExports } from './checks/names.ts';
import { added, plant, readTree } from './tree.ts';

const tree = readTree();
const feature = 'server/features/customer';

describe('names', () => {
  it('a feature has eight names and no other', () => {
    expect(featureVocabulary(tree)).toEqual([]);
  });

  it.each([
    [`${feature}/service.ts`],
    [`${feature}/lib/lock.ts`],
    [`${feature}/use-cases/lockCustomer.ts`],
    [`${feature}/subscribers/send-mail.ts`],
    ['server/features/lonely.ts'],
    ['server/features/Customer/schema.ts'],
  ])('fires on %s', (path) => {
    const planted = featureVocabulary(plant(tree, { [path]: '' }));
    expect(added(featureVocabulary(tree), planted)).toHaveLength(1);
  });

  it('is silent on the eight names', () => {
    const files = [
      'subscribers/send-mail-on-customer-locked.ts',
      'use-cases/lock-customer.test.ts',
    ];
    const planted = plant(
      tree,
      Object.fromEntries(files.map((file) => [`${feature}/${file}`, ''])),
    );
    expect(featureVocabulary(planted)).toEqual(featureVocabulary(tree));
  });

  it('there are no drawers and no barrels, and files are kebab-case', () => {
    expect(fileNames(tree)).toEqual([]);
  });

  it.each([
    ['server/infra/utils.ts'],
    ['app/lib/helpers.ts'],
    ['server/shared/types.ts'],
    ['app/features/customer/misc.tsx'],
    ['app/components/index.ts'],
    ['server/utils/money.ts'],
    ['app/components/LockDialog.tsx'],
  ])('fires on the name %s', (path) => {
    expect(added(fileNames(tree), fileNames(plant(tree, { [path]: '' })))).toHaveLength(1);
  });

  it('no comment switches a rule of the architecture off', () => {
    expect(skippedRules(tree)).toEqual([]);
  });

  it.each([
    '/* eslint-disable */',
    '// eslint-disable-next-line',
    '// eslint-disable-next-line tandem/money-is-exact -- just here',
    '/* eslint-disable max-lines */',
  ])('fires on %s', (comment) => {
    const planted = plant(tree, { 'server/infra/loose.ts': `${comment}\nexport const n = 1;\n` });
    expect(added(skippedRules(tree), skippedRules(planted))).toHaveLength(1);
  });

  it('lets a comment name a rule that is not of the architecture', () => {
    const comment = '// eslint-disable-next-line no-control-regex -- the input is a terminal';
    const planted = plant(tree, { 'server/infra/loose.ts': `${comment}\n` });
    expect(skippedRules(planted)).toEqual(skippedRules(tree));
  });

  it('a use case is one function, named as its file', () => {
    expect(useCaseExports(tree)).toEqual([]);
  });

  it.each([
    'export function lock() {}',
    'export function mergeCustomer() {}\nexport const other = 1;',
    'function mergeCustomer() {}',
  ])('fires on %j', (source) => {
    const planted = plant(tree, { [`${feature}/use-cases/merge-customer.ts`]: source });
    expect(added(useCaseExports(tree), useCaseExports(planted))).toHaveLength(1);
  });
});
