import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import { createUser } from '#prisma/factories/user.ts';
import { fromMinor, toMinor } from '#server/shared/money.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestApp } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ownerOf } from '#tests/support/owner.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ databaseUrl: database.url });
});

afterAll(async () => {
  await app.stop();
  await database.drop();
});

it('answers rows, totals and version of one moment while deposits go on', async () => {
  const owner = ownerOf(database);
  const { id: companyId } = await createCompany(owner);
  const { id: userId } = await createUser(owner, { companyId });
  const { id: customerId } = await createCustomer(owner, { companyId });
  const { trpc } = await app.signInAs(userId);
  const deposit = () =>
    trpc.operation.deposit.mutate({
      customerId,
      amount: '1.25',
      note: 'One of many',
      idempotencyKey: crypto.randomUUID(),
    });
  const state = { isWriting: true };
  const writing = (async () => {
    for (let count = 0; count < 90; count += 1) await deposit();
    state.isWriting = false;
  })();
  let looks = 0;
  while (state.isWriting) {
    const page = await trpc.operation.list.query({ customerId, pageSize: 100 });
    const sum = page.rows.reduce((total, { amount }) => total + toMinor(amount), 0n);
    expect(page.totals).toEqual({ in: fromMinor(sum), out: '0.00', count: page.rows.length });
    expect(page.customerVersion).toBe(1 + page.rows.length);
    looks += 1;
  }
  await writing;
  expect(looks).toBeGreaterThan(5);
});
