/** How many customers each of many questions means, counted once for all who ask at the same time. */
import { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import { assert } from '#server/shared/assert.ts';
import type { Db } from '#server/infra/db/client.ts';
import type { AskedCustomers } from '#server/infra/db/customer-list.ts';
import { cappedCount, toTotal } from '#server/infra/db/customer-list.ts';
import { toAppError } from '#server/infra/db/errors.ts';
import { readWithin } from '#server/infra/db/time-limit.ts';
import { SharedAnswers } from '#server/infra/shared-answers.ts';

export type Total = ReturnType<typeof toTotal>;

/** In one statement: few enough that one slow question does not keep many others from an answer. */
const togetherMax = 5;
const statementMaxMs = 5_000;

/** Between two counts of the same question, however many ask. */
const restMs = 1_000;

interface Counted extends AskedCustomers {
  scope: Scope;
}

type Counts = SharedAnswers<Counted, Total>;
const countsByDb = new WeakMap<Db, Counts>();

function countsOf(db: Db): Counts {
  const find = (asked: Counted[]) => countInTurn(db, asked);
  const counts = countsByDb.get(db) ?? new SharedAnswers({ restMs, find });
  countsByDb.set(db, counts);
  return counts;
}

/** In the order of the questions; null for one that took too long. */
export async function countTogether(
  db: Db,
  scope: Scope,
  asked: readonly AskedCustomers[],
): Promise<(Total | null)[]> {
  const questions = asked.map(({ search, filter, timeZone }) => {
    const question = { scope, search, filter, timeZone };
    return { key: JSON.stringify(question), question };
  });
  const answers = countsOf(db).ask(questions);
  return Promise.all(answers.map((answer) => answer.catch(nullIfTooLate)));
}

function nullIfTooLate(error: unknown): null {
  if (toAppError(error)?.code === 'SERVICE_UNAVAILABLE') return null;
  throw error;
}

/** One statement after another, so that a long list of views takes one connection and not many. */
function countInTurn(db: Db, asked: Counted[]): Promise<Total>[] {
  const totals: Promise<Total>[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  for (let at = 0; at < asked.length; at += togetherMax) {
    const together = asked.slice(at, at + togetherMax);
    const counted = turn.then(() => countInOne(db, together));
    turn = counted.catch(() => undefined);
    together.forEach((_, place) => {
      totals.push(
        counted.then((counts) => {
          const count = counts[place];
          assert(count !== undefined, 'a question without a count');
          return toTotal(count);
        }),
      );
    });
  }
  return totals;
}

async function countInOne(db: Db, asked: Counted[]): Promise<number[]> {
  const counts = Prisma.join(
    asked.map(({ scope, ...question }) => Prisma.sql`(${cappedCount(scope, question)})`),
    ', ',
  );
  const rows = await readWithin(
    db,
    statementMaxMs,
    (limited) =>
      limited.$queryRaw<{ counts: number[] }[]>`SELECT ARRAY[${counts}]::int[] AS counts`,
  );
  return rows[0]?.counts ?? [];
}
