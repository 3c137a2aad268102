/** Two companies with people in them: the smallest set-up in which access can go wrong. */
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { Company, Prisma, PrismaClient, User } from '#prisma/generated/client.ts';
import type { TestApp, TestUser } from './app.ts';

export interface Person extends TestUser {
  id: number;
  name: string;
}

export interface World {
  companyId: number;
  /** Olena may change the status of users. */
  olena: Person;
  /** Taras may not. */
  taras: Person;
  customerId: number;
  other: { companyId: number; superadmin: Person; customerId: number };
}

export async function createWorld(
  owner: PrismaClient,
  app: TestApp,
  company: Partial<Prisma.CompanyUncheckedCreateInput> = {},
): Promise<World> {
  const ours = await createCompany(owner, company);
  const theirs = await createCompany(owner);
  return {
    companyId: ours.id,
    olena: await signedIn(owner, app, { company: ours, role: 'superadmin' }),
    taras: await signedIn(owner, app, { company: ours, role: 'admin', firstName: 'Тарас' }),
    customerId: (await createCustomer(owner, { companyId: ours.id })).id,
    other: {
      companyId: theirs.id,
      superadmin: await signedIn(owner, app, { company: theirs, role: 'superadmin' }),
      customerId: (await createCustomer(owner, { companyId: theirs.id })).id,
    },
  };
}

interface NewPerson extends Partial<Pick<User, 'firstName' | 'passwordHash' | 'email'>> {
  company: Pick<Company, 'id'>;
  role: User['role'];
}

export async function signedIn(
  owner: PrismaClient,
  app: TestApp,
  { company, ...person }: NewPerson,
): Promise<Person> {
  const { id, firstName, lastName } = await createUser(owner, { companyId: company.id, ...person });
  return { ...(await app.signInAs(id)), id, name: `${firstName} ${lastName}` };
}

export async function versionOf(
  owner: PrismaClient,
  subject: { userId: number } | { customerId: number },
): Promise<number> {
  const row =
    'userId' in subject
      ? await owner.user.findUniqueOrThrow({ where: { id: subject.userId } })
      : await owner.customer.findUniqueOrThrow({ where: { id: subject.customerId } });
  return row.version;
}
