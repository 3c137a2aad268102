import type { Customer, Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { serial } from './database.ts';

type Written = Omit<
  Prisma.CustomerUncheckedCreateInput,
  'balance' | 'operationsCount' | 'searchText'
>;

/** An enabled customer with a balance of 0; money comes by {@link createOperation}. */
export function createCustomer(
  db: PrismaClient,
  overrides: Partial<Written> & { companyId: number },
): Promise<Customer> {
  const n = serial();
  const login = `customer${n}-${process.pid}-${Date.now().toString(36)}`;
  return db.customer.create({
    data: {
      login,
      email: `${login}@factory.example`,
      phone: `+38063${String(n).padStart(7, '0')}`,
      firstName: 'Марія',
      lastName: `Бондаренко-${inLetters(n)}`,
      emailConfirmedAt: new Date(),
      ...overrides,
    },
  });
}

/** A number as a name may hold it: names have no digits. */
function inLetters(n: number): string {
  return [...String(n)].map((digit) => 'АБВГДЕЖЗИК'.charAt(Number(digit))).join('');
}
