import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mutation } from './checks/recording.ts';
import { misnamedUseCases, mutationsOf, silentMutations } from './checks/recording.ts';
import { makeMirror, root } from './mirror.ts';

/** A small server of its own: every way to an event, to a table, and to neither. */
const record = `export async function recordEvent(tx: Tx): Promise<void> {
  await tx.$executeRaw\`SELECT record_event(1)\`;
}
export interface Tx {
  $executeRaw: (sql: TemplateStringsArray, ...values: unknown[]) => Promise<void>;
  customer: import('#prisma/generated/models/Customer.ts').CustomerDelegate;
  draft: import('#prisma/generated/models/Draft.ts').DraftDelegate;
}
/** record_event( is only mentioned here. */
export async function mention(tx: Tx): Promise<void> {
  await tx.customer.updateMany({ data: { note: 'says record_event to nobody' } });
}
`;
const ledger = `import type { Tx } from './record.ts';
export class Ledger {
  constructor(readonly tx: Tx) {}
  post(): void { setImmediate(() => this.#flush()); }
  #flush(): void { void this.tx.$executeRaw\`SELECT * FROM post_operations(1)\`; }
}
`;
const delegate = (model: string) => `export interface ${model}Delegate {
  findMany(args: object): Promise<object[]>;
  create(args: object): Promise<object>;
  update(args: object): Promise<object>;
  updateMany(args: object): Promise<object>;
  upsert(args: object): Promise<object>;
  deleteMany(args: object): Promise<object>;
}
`;
/** Use cases that record nothing: `<verb>: body`, given a transaction. */
const silent = {
  // Nothing that anybody else reads.
  show: 'await tx.customer.findMany({ where: { update: 1 } });',
  hold: 'await tx.$executeRaw`SELECT 1 FROM customers FOR NO KEY UPDATE`;',
  keep: `await tx.$executeRaw\`INSERT INTO drafts AS d (a) VALUES (\${1})
    ON CONFLICT (a) DO UPDATE
      SET a = 1\`;`,
  discard: 'await tx.draft.deleteMany({ where: { subject: { equals: 1 } } });',
  put: 'await tx.draft.upsert({ where: 1, create: { a: 1 }, update: { a: 1 } });',
  // Something that others read.
  forget: 'await mention(tx);',
  erase: 'await tx.$executeRaw`DELETE FROM customers WHERE id = ${1}`;',
  rename: 'await tx.$executeRaw`WITH w AS (UPDATE "customers" c SET a = 1) SELECT 1`;',
  publish: 'await tx.draft.deleteMany({}); await tx.customer.create({});',
  route: "const table = 'drafts'; await tx.$executeRaw`INSERT INTO ${table} (a) VALUES (1)`;",
  glue: "const sql = 'update ' + 'customers' + ' set a = 1'; const other = 'UPDATE ' + sql;",
  widen: 'await tx.draft.update({ data: { customer: { update: { city: 1 } } } });',
  alias: 'const { deleteMany } = tx.customer; await deleteMany({});',
  empty: 'await tx.$executeRaw`TRUNCATE notes`;',
};
const verbs = Object.keys(silent);
const useCases = 'server/features/customer/use-cases';
const router = `import { lockCustomer } from './use-cases/lock-customer.ts';
import { deposit } from './use-cases/deposit.ts';
import { getCustomer } from './use-cases/get-customer.ts';
${verbs.map((verb) => `import { ${verb} } from './use-cases/${verb}.ts';`).join('\n')}
interface P { mutation: (h: unknown) => P; query: (h: unknown) => P; input: (s: unknown) => P }
declare const procedure: P;
export const customerRouter = {
  lock: procedure.input(1).mutation((ctx: never) => lockCustomer(ctx)),
  deposit: procedure.mutation((ctx: never) => deposit(ctx)),
  unlock: procedure.mutation((ctx: never) => lockCustomer(ctx)),
  reset: procedure.mutation(() => null),
  get: procedure.query((ctx: never) => getCustomer(ctx)),
${verbs.map((verb) => `  ${verb}: procedure.mutation((ctx: never) => ${verb}(ctx)),`).join('\n')}
};
`;
const silentUseCase = (
  verb: string,
  body: string,
) => `import { mention } from '#server/infra/record.ts';
import type { Tx } from '#server/infra/record.ts';
/** Ought to call recordEvent. */
export const ${verb} = async (tx: Tx): Promise<void> => {
  ${body}
};
`;
const planted = makeMirror(['package.json', 'tsconfig.json'], {
  'prisma/schema/customer.prisma': `/// Nothing here is Private: not even a note that says so.
// Private: is only said to the doc comment's readers.
model Customer {
  id Int @id

  @@map("customers")
}
`,
  'prisma/schema/draft.prisma': `/// What was typed.
/// Private: nobody else reads it.
model Draft {
  id Int @id

  @@map("drafts")
}

model Note {
  id Int @id
  /// Private: a field is no table.
  text String

  @@map("notes")
}
`,
  'prisma/generated/models/Customer.ts': delegate('Customer'),
  'prisma/generated/models/Draft.ts': delegate('Draft'),
  'server/infra/record.ts': record,
  'server/infra/ledger.ts': ledger,
  'server/features/customer/router.ts': router,
  'server/features/customer/repository.ts': `import { recordEvent } from '#server/infra/record.ts';
import type { Tx } from '#server/infra/record.ts';
export const saveLock = async (tx: Tx) => { await tx.customer.updateMany({}); await recordEvent(tx); };
`,
  [`${useCases}/lock-customer.ts`]: `import { saveLock } from '../repository.ts';
import type { Tx } from '#server/infra/record.ts';
export const lockCustomer = (tx: Tx) => saveLock(tx);
`,
  [`${useCases}/deposit.ts`]: `import type { Ledger } from '#server/infra/ledger.ts';
export const deposit = (ctx: { ledger: Ledger }) => { ctx.ledger.post(); };
`,
  [`${useCases}/get-customer.ts`]: 'export const getCustomer = () => null;\n',
  ...Object.fromEntries(
    Object.entries(silent).map(([verb, body]) => [
      `${useCases}/${verb}.ts`,
      silentUseCase(verb, body),
    ]),
  ),
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

  it('every mutation that writes what others read records at least one', () => {
    expect(own.filter(({ writes }) => writes.length > 0).length).toBeGreaterThan(5);
    expect(silentMutations(own)).toEqual([]);
  });

  it('every mutation is one use case of the same name', () => {
    expect(misnamedUseCases(own)).toEqual([]);
  });

  it('fires on a mutation that writes what others read and records none, in whichever way', () => {
    const unknown = 'a table that is named at run time';
    expect(silentMutations(faulty)).toEqual([
      'customer.forget: writes customers and no event',
      'customer.erase: writes customers and no event',
      'customer.rename: writes customers and no event',
      'customer.publish: writes customers and no event',
      `customer.route: writes ${unknown} and no event`,
      `customer.glue: writes ${unknown} and no event`,
      `customer.widen: writes ${unknown} and no event`,
      'customer.alias: writes customers and no event',
      'customer.empty: writes notes and no event',
    ]);
  });

  it('lets a mutation be silent that writes nothing, or only what is private', () => {
    const quiet = faulty.filter(({ records, writes }) => !records && writes.length === 0);
    expect(quiet.map(({ procedure }) => procedure.split('.')[1])).toEqual([
      ...['reset', 'show', 'hold', 'keep', 'discard', 'put'],
    ]);
  });

  it('fires on a mutation without a use case of its name', () => {
    expect(misnamedUseCases(faulty)).toEqual([
      `customer.unlock: is not ${useCases}/lock-customer.ts`,
      'customer.reset: calls not exactly one use case of its own',
    ]);
  });
});
