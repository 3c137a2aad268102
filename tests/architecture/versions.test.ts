import { expect, it } from 'vitest';
import { z } from 'zod';
import { appRouter } from '#server/router.ts';
import { looseWrites, otherMints, unversionedMutations } from './checks/versions.ts';
import { added, plant, readTree, textOf } from './tree.ts';

const tree = readTree();
const home = 'server/features/customer/repository/write.ts';

// At run time this record is flat; its type follows the routers.
const own = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: string; inputs: readonly unknown[] } }
>;
const procedures = new Map(Object.entries(own).map(([name, { _def }]) => [name, _def]));

it('every mutation of a customer asks for the version that the screen showed', () => {
  expect(procedures.get('customer.edit')?.inputs).toHaveLength(1);
  expect(unversionedMutations(procedures, 'customer')).toEqual([]);
});

it.each([
  ['none', z.strictObject({ customerId: z.number() })],
  ['an optional one', z.strictObject({ customerId: z.number(), version: z.number().optional() })],
  ['a given one', z.strictObject({ customerId: z.number(), version: z.number().default(1) })],
])('fires on a mutation with %s', (_, input) => {
  const planted = new Map([['customer.rename', { type: 'mutation', inputs: [input] }]]);
  expect(unversionedMutations(planted, 'customer')).toHaveLength(1);
});

it('nothing writes a customer that it does not hold', () => {
  expect(looseWrites(tree)).toEqual([]);
  expect(otherMints(tree)).toEqual([]);
});

it.each([
  ['another file', 'server/infra/loose.ts', 'tx.customer.updateMany({})'],
  ['SQL elsewhere', 'server/features/tag/repository.ts', 'tx.$executeRaw`UPDATE customers SET a`'],
  [
    'SQL in a subscriber',
    'server/features/customer/subscribers/act-on-batch.ts',
    'tx.$executeRaw`DELETE FROM customer_tags`',
  ],
  [
    'a call of the function that removes',
    'server/infra/loose.ts',
    'tx.$queryRaw`SELECT remove_customers(1)`',
  ],
  ['tags elsewhere', 'server/infra/loose.ts', 'tx.customerTag.deleteMany({})'],
])('fires on a write in %s', (_, path, statement) => {
  const planted = plant(tree, { [path]: `export const f = (tx: Tx) => ${statement};\n` });
  expect(added(looseWrites(tree), looseWrites(planted))).toHaveLength(1);
});

it.each([
  ['HeldCustomer', home],
  ['HeldCustomers', 'server/features/customer/repository/write-many.ts'],
])('fires on a function that takes no %s, and on a second mint of it', (brand, path) => {
  const source = textOf(tree, path);
  const loose = `${source}\nexport async function rename(tx: Tx, id: number) {
  await tx.customer.update({ where: { id }, data: {} });
  await tx.$executeRaw\`UPDATE customers SET version = 1\`;
}\n`;
  expect(added(looseWrites(tree), looseWrites(plant(tree, { [path]: loose })))).toHaveLength(2);
  const mint = `${source}\nexport const forged = {} as ${brand};\n`;
  expect(otherMints(plant(tree, { [path]: mint }))).toHaveLength(1);
  const elsewhere = plant(tree, { 'server/infra/loose.ts': `const x = {} as ${brand};\n` });
  expect(otherMints(elsewhere)).toHaveLength(1);
});
