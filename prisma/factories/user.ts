import type { Prisma, PrismaClient, User } from '#prisma/generated/client.ts';
import { serial } from './serial.ts';

type Overrides = Partial<Prisma.UserUncheckedCreateInput> & { companyId: number };

/** An active admin without a password. */
export function createUser(db: PrismaClient, overrides: Overrides): Promise<User> {
  const number = serial();
  return db.user.create({
    data: {
      email: `user${number}@tandem.example`,
      phone: `+38050${String(number).padStart(7, '0')}`,
      firstName: 'Олена',
      lastName: `Коваленко-${number}`,
      role: 'admin',
      ...overrides,
    },
  });
}
