import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mutation } from './checks/recording.ts';
import { misnamedUseCases, mutationsOf, silentMutations } from './checks/recording.ts';
import { makeMirror, root } from './mirror.ts';

/** A small server of its own: every way to an event, and ways that lead to none. */
const record = `export async function recordEvent(tx: Tx): Promise<void> {
  await tx.$executeRaw\`SELECT record_event(1)\`;
}
export interface Tx { $executeRaw: (sql: TemplateStringsArray) => Promise<void> }
/** record_event( is only mentioned here. */
export async function mention(tx: Tx): Promise<void> {
  await tx.$executeRaw\`SELECT 1\`;
}
`;
const ledger = `import type { Tx } from './record.ts';
export class Ledger {
  constructor(readonly tx: Tx) {}
  post(): void { setImmediate(() => this.#flush()); }
  #flush(): void { void this.tx.$executeRaw\`SELECT * FROM post_operations(1)\`; }
}
`;
const router = `import { lockCustomer } from './use-cases/lock-customer.ts';
import { deposit } from './use-cases/deposit.ts';
import { forgetCustomer } from './use-cases/forget-customer.ts';
import { getCustomer } from './use-cases/get-customer.ts';
interface P { mutation: (h: unknown) => P; query: (h: unknown) => P; input: (s: unknown) => P }
declare const procedure: P;
export const customerRouter = {
  lock: procedure.input(1).mutation((ctx: never) => lockCustomer(ctx)),
  deposit: procedure.mutation((ctx: never) => deposit(ctx)),
  forget: procedure.mutation((ctx: never) => forgetCustomer(ctx)),
  unlock: procedure.mutation((ctx: never) => lockCustomer(ctx)),
  rename: procedure.mutation(() => null),
  get: procedure.query((ctx: never) => getCustomer(ctx)),
};
`;
const useCases = 'server/features/customer/use-cases';
const planted = makeMirror(['package.json', 'tsconfig.json'], {
  'server/infra/record.ts': record,
  'server/infra/ledger.ts': ledger,
  'server/features/customer/router.ts': router,
  'server/features/customer/repository.ts': `import { recordEvent } from '#server/infra/record.ts';
import type { Tx } from '#server/infra/record.ts';
export const saveLock = async (tx: Tx) => { await recordEvent(tx); };
`,
  [`${useCases}/lock-customer.ts`]: `import { saveLock } from '../repository.ts';
import type { Tx } from '#server/infra/record.ts';
export const lockCustomer = (tx: Tx) => saveLock(tx);
`,
  [`${useCases}/deposit.ts`]: `import type { Ledger } from '#server/infra/ledger.ts';
export const deposit = (ctx: { ledger: Ledger }) => { ctx.ledger.post(); };
`,
  [`${useCases}/forget-customer.ts`]: `import { mention } from '#server/infra/record.ts';
import type { Tx } from '#server/infra/record.ts';
/** Ought to call recordEvent. */
export const forgetCustomer = (tx: Tx) => mention(tx);
`,
  [`${useCases}/get-customer.ts`]: 'export const getCustomer = () => null;\n',
});

afterAll(() => {
  planted.remove();
});

describe('events', () => {
  let own: Mutation[];
  let faulty: Mutation[];

  beforeAll(() => {
    own = mutationsOf(root);
    faulty = mutationsOf(planted.folder);
  });

  it('every mutating use case records at least one', () => {
    expect(own.length).toBeGreaterThan(0);
    expect(silentMutations(own)).toEqual([]);
  });

  it('every mutation is one use case of the same name', () => {
    expect(misnamedUseCases(own)).toEqual([]);
  });

  it('fires on a mutation that records none', () => {
    expect(silentMutations(faulty)).toEqual([
      'customer.forget: changes something and records no event',
      'customer.rename: changes something and records no event',
    ]);
  });

  it('fires on a mutation without a use case of its name', () => {
    expect(misnamedUseCases(faulty)).toEqual([
      `customer.unlock: is not ${useCases}/lock-customer.ts`,
      'customer.rename: calls not exactly one use case of its own',
    ]);
  });
});
