/**
 * What every journey starts from: a company of its own, so that tests don't see each other, and
 * people who open real windows on either of the two processes.
 */
import { test as base } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { Customer, PrismaClient, User } from '#prisma/generated/client.ts';
import { Auth } from '#server/infra/auth/auth.ts';
import { hashPassword } from '#server/infra/auth/password.ts';
import { systemClock } from '#server/infra/clock.ts';
import type { Language } from '#server/shared/language.ts';
import type { Role } from '#server/shared/permissions.ts';
import { cookieOf } from '#tests/support/app.ts';
import { lettersTo as caughtLettersTo } from '#tests/support/mail-catcher.ts';
import { ownerOf } from '#tests/support/owner.ts';
import { CustomerPage } from './pages/customer-page.ts';
import { CustomersPage } from './pages/customers-page.ts';
import { SignInPage } from './pages/sign-in-page.ts';

export const password = 'Tandem-2026';
let passwordHash: Promise<string> | undefined;

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: global-setup.ts sets it`);
  return value;
}

/** The database of both processes, for one that is started beside them. */
export const databaseUrl = () => given('E2E_DATABASE_URL');
/** What a database of one's own is cloned from. */
export const databaseTemplate = () => given('E2E_TEMPLATE');
export const origins = () => given('E2E_ORIGINS').split(',') as [string, string];
/** This worker's own: two tests at once may each cut a cable. */
export const proxyPort = () =>
  Number(given('E2E_PROXY_PORTS').split(',')[test.info().parallelIndex]);

/** Waits for as many letters to this address, in the order in which they came. */
export const lettersTo = (address: string, count?: number) =>
  caughtLettersTo(given('E2E_MAIL'), address, count);

interface OpenOptions {
  origin?: string;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  /** What the browser asks for where nobody is signed in. */
  locale?: string;
}

export interface World {
  db: PrismaClient;
  companyId: number;
  user: (role: Role, language: Language, firstName: string) => Promise<User>;
  customer: (overrides?: Partial<Parameters<typeof createCustomer>[1]>) => Promise<Customer>;
  /** A window of this user, signed in, with the list of customers. */
  open: (user: User, options?: OpenOptions) => Promise<Window>;
  /** The same with no page yet: for a test that goes elsewhere first. */
  signedIn: (user: User, options?: OpenOptions) => Promise<Window>;
  /** A window of nobody. */
  window: (options?: OpenOptions) => Promise<Window>;
}

export interface Window {
  page: Page;
  context: BrowserContext;
  origin: string;
  signIn: SignInPage;
  customers: CustomersPage;
  customer: CustomerPage;
}

/** As after signing in, without the form: signing in has tests of its own. */
async function sessionCookie(db: PrismaClient, user: User) {
  const auth = new Auth({ db, clock: systemClock });
  const header = await auth.open(db, { userId: user.id, ipAddress: null, userAgent: 'test' });
  const [name = '', value = ''] = cookieOf(header).split('=');
  const host = { domain: 'localhost', path: '/' };
  return { name, value, ...host, httpOnly: true, secure: true, sameSite: 'Lax' as const };
}

interface Place {
  databaseUrl: string;
  origin: string;
}

/** A company in this database, whose windows open on this process unless they ask for another. */
export async function worldOf(
  browser: Browser,
  { databaseUrl: url, origin: usual }: Place,
): Promise<World & { close: () => Promise<void> }> {
  const db = ownerOf({ url });
  const company = await createCompany(db);
  const contexts: BrowserContext[] = [];
  const window = async ({ origin = usual, ...look }: OpenOptions = {}) => {
    const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', ...look });
    contexts.push(context);
    const page = await context.newPage();
    const pages = {
      signIn: new SignInPage(page),
      customers: new CustomersPage(page),
      customer: new CustomerPage(page),
    };
    return { page, context, origin, ...pages };
  };
  const signedIn = async (user: User, options?: OpenOptions) => {
    const opened = await window(options);
    await opened.context.addCookies([await sessionCookie(db, user)]);
    return opened;
  };
  return {
    db,
    companyId: company.id,
    window,
    user: async (role, language, firstName) => {
      passwordHash ??= hashPassword(password);
      const words = { role, language, firstName, passwordHash: await passwordHash };
      return createUser(db, { companyId: company.id, ...words });
    },
    customer: (overrides = {}) => createCustomer(db, { companyId: company.id, ...overrides }),
    signedIn,
    open: async (user, options) => {
      const opened = await signedIn(user, options);
      await opened.customers.open();
      return opened;
    },
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()));
    },
  };
}

export const test = base.extend<{ world: World }>({
  world: async ({ browser }, use) => {
    const world = await worldOf(browser, { databaseUrl: databaseUrl(), origin: origins()[0] });
    await use(world);
    await world.close();
  },
});
