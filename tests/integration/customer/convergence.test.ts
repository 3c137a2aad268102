import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { FieldChange } from '#server/shared/event.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestApp } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { Editor, editedFields, valuesIn } from '#tests/support/editors.ts';
import type { EditorOptions, Step } from '#tests/support/editors.ts';
import { ownerOf } from '#tests/support/owner.ts';
import { faultsOf, valuesAt } from '#tests/support/record-judge.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';
import type { Person } from '#tests/support/world.ts';
import { signedIn } from '#tests/support/world.ts';

let database: TestDatabase;
let app: TestApp;
let owner: PrismaClient;
let companyId: number;
let people: Person[];
let tagIds: number[];

const editorsCount = Number(process.env['CONVERGENCE_EDITORS'] ?? 6);
const runsCount = Number(process.env['CONVERGENCE_RUNS'] ?? 2);
const stepsMax = Number(process.env['CONVERGENCE_STEPS'] ?? 14);
const seed = process.env['CONVERGENCE_SEED'];

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ databaseUrl: database.url });
  owner = ownerOf(database);
  const company = await createCompany(owner);
  companyId = company.id;
  people = [];
  for (let at = 0; at < editorsCount; at += 1) {
    people.push(await signedIn(owner, app, { company, role: 'admin' }));
  }
  const tags = ['VIP', 'Боржник', 'Ярмарок'].map((caption) =>
    owner.tag.create({ data: { companyId, caption } }),
  );
  tagIds = (await Promise.all(tags)).map(({ id }) => id);
});

afterAll(async () => {
  await app.stop();
  await database.drop();
});

const customersCount = 2;
const customer = fc.nat({ max: customersCount - 1 });
const restMs = fc.nat({ max: 25 });
const fields = fc.subarray([...editedFields], { minLength: 1, maxLength: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      ...{ customer, fields, restMs },
      tag: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('saveAndHangUp' as const),
      ...{ customer, fields },
      afterMs: fc.nat({ max: 30 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), customer, restMs }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), restMs }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('return' as const), restMs }) },
);
const scripts = fc.array(fc.array(step, { minLength: stepsMax / 2, maxLength: stepsMax }), {
  minLength: editorsCount,
  maxLength: editorsCount,
});

/** Lets everyone work at once on new customers, waits until all have seen all, and judges. */
async function trial(lists: Step[][], claim: EditorOptions['claim']) {
  const made = Array.from({ length: customersCount }, () => createCustomer(owner, { companyId }));
  const customerIds = (await Promise.all(made)).map(({ id }) => id);
  const first = new Map<number, ReturnType<typeof valuesIn>>();
  const editors: Editor[] = [];
  for (const person of people) {
    const editor = await Editor.open({ app, person, customerIds, tagIds, claim });
    for (const [id, { values }] of editor.screens) first.set(id, values);
    editors.push(editor);
  }
  await Promise.all(editors.map((editor, at) => editor.run(lists[at] ?? [])));
  for (const editor of editors) await editor.settle();
  const faults = editors.flatMap(({ disorder }) => disorder);
  const attempts = editors.flatMap((editor) => editor.attempts);
  const [reader] = people;
  if (!reader) throw new Error('nobody to read');
  const rows = await Promise.all(
    customerIds.map((customerId) => reader.trpc.customer.get.query({ customerId })),
  );
  const versions = new Map(rows.map((row) => [row.id, row.version]));
  for (const editor of editors) await editor.catchUp(versions);
  for (const row of rows) {
    const values = first.get(row.id);
    if (!values) throw new Error('no customer');
    const judged = {
      first: values,
      attempts: attempts.filter(({ customerId }) => customerId === row.id),
      events: (
        await owner.event.findMany({ where: { subjectId: row.id }, orderBy: { version: 'asc' } })
      ).map((event) => ({
        ...{ id: String(event.id), version: event.version, mutationId: event.mutationId },
        changes: event.changes as unknown as FieldChange[],
      })),
    };
    faults.push(...faultsOf(judged));
    expect(valuesAt(judged, row.version)).toEqual(valuesIn(row));
    const shown = { version: row.version, values: valuesIn(row) };
    for (const editor of editors) expect(editor.screens.get(row.id)).toEqual(shown);
  }
  for (const editor of editors) editor.cut();
  const conflicts = attempts.flatMap(({ outcome }) => outcome?.conflicts ?? []).length;
  return { faults, conflicts, saves: attempts.length };
}

it('everyone converges, nothing acknowledged is lost, and what is refused was changed', async () => {
  let [conflicts, saves] = [0, 0];
  await fc.assert(
    fc.asyncProperty(scripts, async (lists) => {
      const result = await trial(lists, 'seen');
      expect(result.faults).toEqual([]);
      conflicts += result.conflicts;
      saves += result.saves;
    }),
    // What runs at once does not run the same way twice: a smaller script proves nothing.
    { numRuns: runsCount, endOnFailure: true, ...(seed && { seed: Number(seed) }) },
  );
  expect(saves).toBeGreaterThan(runsCount * editorsCount);
  expect(conflicts).toBeGreaterThan(0);
}, 600_000);

it('notices when a server holds nobody to the version that was seen', async () => {
  const save: Step = { kind: 'save', customer: 0, fields: ['city'], tag: null, restMs: 0 };
  const { faults } = await trial(
    people.map(() => Array.from({ length: 4 }, () => save)),
    'newest',
  );
  expect(faults.some((fault) => fault.includes('over what had not been seen'))).toBe(true);
}, 60_000);
