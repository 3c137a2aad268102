import { expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import { createUser } from '#prisma/factories/user.ts';
import { fromMinor, toMinor } from '#server/shared/money.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';

const setting = useTestApp();

it('answers rows, totals and version of one moment while deposits go on', async () => {
  const { id: companyId } = await createCompany(setting.owner);
  const { id: userId } = await createUser(setting.owner, { companyId });
  const { id: customerId } = await createCustomer(setting.owner, { companyId });
  const { trpc } = await setting.app.signInAs(userId);
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
