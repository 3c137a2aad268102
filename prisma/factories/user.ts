import type { Prisma, PrismaClient, User } from '#prisma/generated/client.ts';
import { serial } from './database.ts';

/** An active admin without a password, unless told otherwise. */
export function createUser(
  db: PrismaClient,
  overrides: Partial<Prisma.UserUncheckedCreateInput> & { companyId: number },
): Promise<User> {
  const n = serial();
  const mark = `${process.pid}.${n}.${Date.now().toString(36)}`;
  return db.user.create({
    data: {
      email: `user.${mark}@factory.example`,
      phone: `+38050${String(process.pid % 1000).padStart(3, '0')}${String(n).padStart(6, '0')}`,
      firstName: 'Олена',
      lastName: `Коваленко${n}`,
      role: 'admin',
      ...overrides,
    },
  });
}
