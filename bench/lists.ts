/** P1 to P4, and a filter with an order and a total: lists over two million customers. */
import { rareEvery, rareNames } from '#prisma/seed/large.ts';
import type { ListCustomersAt } from '#server/features/customer/repository/list.ts';
import {
  countAllCustomers,
  countCustomersUpTo,
  listCustomerRows,
} from '#server/features/customer/repository/list.ts';
import { appRouter } from '#server/router.ts';
import type { ListCustomersInput } from '#server/features/customer/schema.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { createCallerFactory } from '#server/trpc/init.ts';
import type { Bench } from './support/benchmark.ts';
import type { Figure, Outcome } from './support/figures.ts';
import { interleave } from './support/figures.ts';
import type { LargeWorld } from './support/large-world.ts';
import { medianMs, onLargeWorld } from './support/large-world.ts';

const timeZone = 'Europe/Kyiv';
const asked: ListCustomersAt = {
  ...{ search: '', filter: {}, sort: 'name', direction: 'asc', pageSize: 50 },
  ...{ place: null, timeZone, areMany: true },
};

interface Measured {
  figures: Figure[];
  details: Record<string, unknown>;
}

export function lists(bench: Bench): Promise<Outcome> {
  return onLargeWorld(bench, async (world) => {
    const parts = [deepPage, search, totals, procedure, filteredAndSorted];
    const outcome: Measured = { figures: [], details: { customers: world.customers } };
    for (const part of parts) {
      const { figures, details } = await part(world, bench);
      outcome.figures.push(...figures);
      Object.assign(outcome.details, details);
    }
    return outcome;
  });
}

/** The middle of the list, found by the value of the row that stands there. */
async function deepPage(
  { db, pool, scope, customers }: LargeWorld,
  bench: Bench,
): Promise<Measured> {
  const { rows } = await pool.query<{ id: number; value: string }>(
    `SELECT id, last_name || ' ' || first_name AS value FROM customers WHERE company_id = $1
     ORDER BY (last_name || ' ' || first_name) COLLATE "uk-x-icu", id OFFSET $2 LIMIT 1`,
    [scope.companyId, Math.floor(customers / 2)],
  );
  const [edge] = rows;
  if (!edge) throw new Error('nothing in the middle of the list');
  const place = { direction: 'after' as const, ...edge, rowsBefore: customers / 2 };
  const page = (at: ListCustomersAt) => () =>
    medianMs(bench.scale(21, 5), () => listCustomerRows(db, scope, at));
  const measured = await interleave(bench.scale(7, 2), page({ ...asked, place }), page(asked));
  const name = 'P1 page in the middle / first page, by name';
  return {
    figures: [{ name, ratio: measured.ratio, target: { atMost: 2 } }],
    details: { deepPage: measured },
  };
}

/** The index is forbidden to the planner for the other side of the ratio. */
async function search({ db, pool, scope, customers }: LargeWorld, bench: Bench): Promise<Measured> {
  const found: Record<string, number> = {};
  for (const [language, name] of Object.entries(rareNames)) {
    const typed = name.slice(1).toUpperCase();
    const question = { search: typed, filter: {}, timeZone };
    found[language] = (await countCustomersUpTo(db, scope, question)).total;
  }
  const expected = Math.floor(customers / rareEvery);
  const hits = Object.values(found).filter((count) => count === expected).length / 3;
  const text = `SELECT id FROM customers c WHERE company_id = $1
    AND search_text LIKE '%' || fold_text($2) || '%' ORDER BY id LIMIT 51`;
  const values = [scope.companyId, rareNames.uk];
  const client = await pool.connect();
  try {
    const find = (isOn: boolean, times: number) => async () => {
      await client.query(`SET enable_bitmapscan = ${isOn ? 'on' : 'off'}`);
      return medianMs(times, () => client.query({ text, values }));
    };
    const measured = await interleave(bench.scale(3, 1), find(true, 11), find(false, 1));
    return {
      figures: [
        { name: 'P2 search with index / without', ratio: measured.ratio, target: { atMost: 0.02 } },
        { name: 'P2 hits in uk, ru, en / expected', ratio: hits, target: { exactly: 1 } },
      ],
      details: { search: measured, found, expected },
    };
  } finally {
    await client.query('RESET enable_bitmapscan');
    client.release();
  }
}

async function totals({ db, scope }: LargeWorld, bench: Bench): Promise<Measured> {
  const question = { search: '', filter: {}, timeZone };
  const measured = await interleave(
    bench.scale(5, 2),
    () => medianMs(11, () => countCustomersUpTo(db, scope, question)),
    () => medianMs(1, () => countAllCustomers(db, scope, question)),
  );
  return {
    figures: [
      { name: 'P3 shown total / exact count', ratio: measured.ratio, target: { atMost: 0.05 } },
    ],
    details: { totals: measured },
  };
}

/** The procedure with its checks of input and output, against the statements that it sends. */
async function againstPg(
  world: LargeWorld,
  bench: Bench,
  input: ListCustomersInput,
): Promise<Awaited<ReturnType<typeof interleave>>> {
  const { db, pool, scope, userId, sent } = world;
  const actor = { userId, companyId: scope.companyId, role: 'superadmin' };
  const session = { actor, company: { id: scope.companyId, timeZone } };
  // What a list asks of its context; the rest of a request is not measured here.
  const ctx = { db, session, actor } as unknown as UseCaseContext;
  const caller = createCallerFactory(appRouter)(ctx).customer;
  const list = () => caller.list(input);
  const statements = await sent(list);
  const prepared = statements.map((statement, at) => ({
    ...statement,
    name: `list ${at} ${JSON.stringify(input).length}`,
  }));
  const bare = () => Promise.all(prepared.map((statement) => pool.query(statement)));
  const times = bench.scale(41, 5);
  return interleave(
    bench.scale(7, 2),
    () => medianMs(times, list),
    () => medianMs(times, bare),
  );
}

async function procedure(world: LargeWorld, bench: Bench): Promise<Measured> {
  const measured = await againstPg(world, bench, { sort: 'registeredAt', pageSize: 50 });
  const name = 'P4 list procedure, 50 rows / the same SQL by pg, prepared';
  return {
    figures: [{ name, ratio: measured.ratio, target: { atMost: 2 } }],
    details: { procedure: measured },
  };
}

/** A filter that leaves about a hundred thousand, an order that no index has, and the total. */
async function filteredAndSorted(world: LargeWorld, bench: Bench): Promise<Measured> {
  const filter = { statuses: ['notConfirmed' as const] };
  const input = { filter, sort: 'balance', direction: 'desc', pageSize: 50 } as const;
  const measured = await againstPg(
    world,
    { ...bench, scale: (full, quick) => Math.min(bench.scale(full, quick), 5) },
    input,
  );
  const name = 'filter, order and total at 100 k rows / the same SQL by pg';
  const { db, scope } = world;
  const matching = await countAllCustomers(db, scope, { search: '', filter, timeZone });
  return {
    figures: [{ name, ratio: measured.ratio, target: { atMost: 2 } }],
    details: { filteredAndSorted: measured, matching },
  };
}
