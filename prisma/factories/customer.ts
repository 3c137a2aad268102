import type { Customer, Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { serial } from './serial.ts';

type Overrides = Partial<Prisma.CustomerUncheckedCreateInput> & { companyId: number };

/** An enabled customer without a past; money is given by the ledger alone. */
export function createCustomer(db: PrismaClient, overrides: Overrides): Promise<Customer> {
  const number = serial();
  return db.customer.create({
    data: {
      login: `customer${number}`,
      email: `customer${number}@tandem.example`,
      phone: `+38067${String(number).padStart(7, '0')}`,
      firstName: 'Марія',
      lastName: 'Шевченко',
      emailConfirmedAt: new Date('2026-01-01T00:00:00Z'),
      ...overrides,
    },
  });
}
