/**
 * Posts to the ledger as the server does, through its repository, its batching and its hub, but
 * without HTTP: what an event costs, and what a busy account can take.
 */
import { createHash, randomUUID } from 'node:crypto';
import { Prisma } from '#prisma/generated/client.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import {
  isErasable,
  isErasure,
  isLengthChange,
  revocationOf,
  rightsChangeOf,
} from '#server/features/event/domain.ts';
import { postOperation } from '#server/features/operation/repository.ts';
import { createBatcher } from '#server/infra/batcher.ts';
import { createDb } from '#server/infra/db/client.ts';
import { EventHub } from '#server/infra/events/hub.ts';
import { createLog } from '#server/infra/log.ts';
import { identityOf } from '#server/shared/ledger.ts';
import type { LedgerCommand } from '#server/shared/ledger.ts';
import { money } from '#server/shared/money.ts';
import { answerParent } from './answer-parent.ts';
import { at } from './fixture.ts';
import type { Fixture } from './fixture.ts';
import { perSecond } from './load.ts';

export interface PosterArgument extends Fixture {
  url: string;
}

export interface PostingPlan {
  /** `silent` is the same function without its event, made by the benchmark; nobody is woken. */
  events: 'recorded' | 'silent';
  /** Callers at once. */
  lanes: number;
  /** On the first so many customers. */
  customers: number;
  ms: number;
}

let fixture: PosterArgument;
let db: PrismaClient;
let hub: EventHub;
let postSilently: (command: LedgerCommand) => Promise<unknown>;

async function start(argument: unknown): Promise<void> {
  fixture = argument as PosterArgument;
  db = createDb({ url: fixture.url, poolMax: 10 });
  hub = new EventHub({
    url: fixture.url,
    log: createLog('fatal'),
    revocationOf,
    rightsChangeOf,
    onEvent: () => undefined,
    isErasure,
    isErasable,
    isLengthChange,
    sessionExpiry: () => Promise.resolve(null),
  });
  await hub.start();
  postSilently = createBatcher<LedgerCommand, unknown>({
    run: postBatchSilently,
    batchMax: 100,
    concurrentMax: 2,
    waitingMax: 10_000,
    tooMany: () => new Error('too many are waiting'),
  });
}

/** As the operation's repository does it, but for the function's name. */
function postBatchSilently(commands: LedgerCommand[]): Promise<unknown[]> {
  const body = JSON.stringify(
    commands.map((command) => ({
      ...command,
      requestHash: createHash('sha256').update(identityOf(command)).digest('hex'),
    })),
  );
  return db.$queryRaw<unknown[]>(Prisma.sql`
    SELECT outcome, error, params, operation, customer_version AS "customerVersion"
    FROM post_operations_silently(${body}::jsonb) ORDER BY position`);
}

function run(argument: unknown): Promise<number> {
  const { events, lanes, customers, ms } = argument as PostingPlan;
  const chosen = fixture.customerIds.slice(0, customers);
  return perSecond({ lanes, ms }, async () => {
    const command: LedgerCommand = {
      companyId: fixture.companyId,
      customerId: at(chosen, Math.floor(Math.random() * chosen.length)),
      kind: 'deposit',
      amount: money('1.00'),
      note: 'Поповнення з каси',
      authorId: at(fixture.users, 0).id,
      idempotencyKey: randomUUID(),
      seenBalance: null,
      confirmRepeated: true,
      reversesId: null,
    };
    const answer = await (events === 'recorded'
      ? postOperation(db, command)
      : postSilently(command));
    if ((answer as { outcome?: string }).outcome !== 'posted') {
      throw new Error(`not posted: ${JSON.stringify(answer)}`);
    }
    if (events === 'recorded') hub.wake();
    return 1;
  });
}

async function stop(): Promise<void> {
  await hub.stop();
  await db.$disconnect();
}

answerParent({ start, run, stop });
