/**
 * Writes the file of an export: a thread reads the rows of one snapshot and writes them, this one puts
 * the file's pieces into the database.
 * A try begins the file anew and owns it until it ends; twice a second it says how far it is and
 * looks whether someone stopped it and whether its author may still take customers out. Whoever lost
 * the right in the middle gets nothing. It doesn't hand the file over.
 */
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { addPiece, filePieceBytes } from '#server/infra/db/file-pieces.ts';
import { fileThread } from '#server/infra/excel/file-thread.ts';
import type { HandledJob, JobContext } from '#server/infra/jobs/job.ts';
import { handleJob } from '#server/infra/jobs/job.ts';
import { JobStopped } from '#server/infra/jobs/run.ts';
import { wordsIn } from '#server/infra/words.ts';
import type { Services } from '#server/trpc/context.ts';
import { columnsOf, contentsOf } from '../domain.ts';
import { can } from '../policy.ts';
import { writeExportJob } from '../repository/job.ts';
import type { BegunRun, Run } from '../repository/runs.ts';
import { beginRun, endExport, findAuthor, noteProgress } from '../repository/runs.ts';
import { sourceQuery } from '../repository/source.ts';
import { exportHours } from '../schema.ts';
import type { RowsOrder } from '../repository/rows.ts';

const watchMs = 500;
const rowsModule = new URL('../repository/rows.ts', import.meta.url).href;

export type ExportServices = Pick<Services, 'db' | 'clock' | 'log'> & {
  events: { wake: () => void };
};

/** Someone stopped it, the author may not any more, or another process writes it by now. */
class ExportOver extends Error {
  override readonly name = 'ExportOver';
}

/** @param databaseUrl the owner's, for the connection that the snapshot is read on */
export function writeExportOnStarted(services: ExportServices, databaseUrl: string): HandledJob {
  return handleJob(writeExportJob, async ({ exportId }, job) => {
    const run: Run = { exportId, runId: randomUUID() };
    const begun = await inTransaction(services, (tx) => beginRun(tx, run));
    if (begun === null) return;
    const { clock } = services;
    try {
      await writeFile({ services, databaseUrl, run, begun, signal: job.signal });
    } catch (error) {
      if (error instanceof ExportOver) return;
      if (isLastTry(job)) {
        const ending = { ...run, state: 'failed', now: clock.now(), authorId: null } as const;
        await inTransaction(services, (tx) => endExport(tx, ending));
      }
      throw error;
    }
  });
}

/** A try that was asked to end because the process stops is made again without being counted. */
function isLastTry({ attempt, signal }: JobContext): boolean {
  if (attempt < writeExportJob.attemptsMax) return false;
  const why: unknown = signal.aborted ? signal.reason : null;
  return !(why instanceof JobStopped) || why.reason === 'timeLimit';
}

interface Writing {
  services: ExportServices;
  databaseUrl: string;
  run: Run;
  begun: BegunRun;
  signal: AbortSignal;
}

/** @throws ExportOver when there is nothing left to do */
async function writeFile(writing: Writing): Promise<void> {
  const { services, run, begun } = writing;
  const over = new AbortController();
  const signal = AbortSignal.any([writing.signal, over.signal]);
  const done = { rowsDone: 0, bytes: 0 };
  const stream = openFile(writing, {
    signal,
    onProgress: (rowsDone) => (done.rowsDone = rowsDone),
  });
  const watch = watchEnd(async () => {
    if (!(await mayGoOn(writing, done))) over.abort(new ExportOver());
  });
  try {
    await storePieces(stream, async (bytes, position) => {
      if (!(await addPiece(services.db, { ...run, position, bytes }))) throw new ExportOver();
      done.bytes += bytes.length;
    });
  } catch (error) {
    throw over.signal.aborted ? new ExportOver() : error;
  } finally {
    stream.destroy();
    await watch.stop();
  }
  if (!(await mayGoOn(writing, done))) throw new ExportOver();
  const now = services.clock.now();
  const expiresAt = new Date(now.getTime() + exportHours * 3_600_000);
  const ending = { ...run, state: 'ready', now, expiresAt, authorId: begun.userId } as const;
  await inTransaction(services, (tx) => endExport(tx, ending));
}

function openFile(
  { databaseUrl, begun }: Writing,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (rowsDone: number) => void },
): Readable {
  const { format, order, timeZone } = begun;
  const { language } = order;
  const words = wordsIn(language);
  const contents = contentsOf(order);
  const columns = columnsOf(contents, { words, format });
  const title = words.text('export:file.sheet');
  const { text, values } = sourceQuery(order.source, contents, begun);
  const data: RowsOrder = { databaseUrl, query: { text, values }, contents, language, format };
  return fileThread({
    plan: { format, columns, timeZone, title },
    origin: { module: rowsModule, data },
    ...{ onProgress, signal },
  });
}

/** Cuts the stream into pieces of one size; the next is read when the last one is stored. */
async function storePieces(
  stream: Readable,
  store: (bytes: Buffer, position: number) => Promise<void>,
): Promise<void> {
  let gathered: Buffer[] = [];
  let length = 0;
  let position = 0;
  const flush = async () => {
    if (length === 0) return;
    await store(Buffer.concat(gathered, length), position);
    gathered = [];
    length = 0;
    position += 1;
  };
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    gathered.push(bytes);
    length += bytes.length;
    if (length >= filePieceBytes) await flush();
  }
  await flush();
}

/** Says how far it is; ends an export whose author lost the right. */
async function mayGoOn(
  { services, run, begun }: Writing,
  done: { rowsDone: number; bytes: number },
): Promise<boolean> {
  const author = await findAuthor(services.db, begun.userId);
  if (author !== null && can.take(author)) return noteProgress(services.db, { ...run, ...done });
  const ending = { ...run, state: 'stopped', now: services.clock.now(), authorId: null } as const;
  await inTransaction(services, (tx) => endExport(tx, ending));
  return false;
}

/** Looks again and again, one look at a time. */
function watchEnd(look: () => Promise<void>): { stop: () => Promise<void> } {
  let looking: Promise<void> | null = null;
  const timer = setInterval(() => {
    // A database that doesn't answer now makes the next piece fail.
    looking ??= look()
      .catch(() => undefined)
      .finally(() => (looking = null));
  }, watchMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
