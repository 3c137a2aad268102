import type { createServerSideHelpers } from '@trpc/react-query/server';
import type { DehydratedState } from '@tanstack/react-query';
import type { SessionDto } from '#server/features/session/schema.ts';
import type { KeptLetter } from '#server/infra/mail/mailer.ts';
import type { Cursor } from '#server/shared/event.ts';
import type { Language } from '#server/shared/language.ts';
import type { Theme } from '#server/shared/theme.ts';
import type { AppRouter } from './router.ts';

/** tRPC as a loader sees it: `await trpc.customer.list.prefetch(input)`, or `.fetch` to look at errors. */
export type LoaderTrpc = ReturnType<typeof createServerSideHelpers<AppRouter>>;

/** A page's data and the place in the event stream that they are current to, from one snapshot. */
export interface Snapshot {
  trpcState: DehydratedState;
  cursor: Cursor;
}

/** What `server/http` hands to every Remix loader. */
export interface LoadContext {
  cspNonce: string;
  requestId: string;
  /** From the user's profile, else the cookie, else Accept-Language, else the default. */
  language: Language;
  /** From the user's profile, else the cookie; `auto` until someone chooses. */
  colorScheme: Theme;
  session: SessionDto | null;
  /** Letters in files, for a reader at this machine; null: none are shown. */
  keptLetters: (() => Promise<KeptLetter[]>) | null;
  /** Logs, with the request's id, what went wrong while a page was loaded or rendered. */
  reportError: (error: unknown) => void;
  /**
   * Runs the prefetches in one REPEATABLE READ, READ ONLY transaction that reads the stream's
   * watermark first. Errors of `.fetch` calls pass through; `.prefetch` swallows them as tRPC does.
   */
  snapshot: (prefetch: (trpc: LoaderTrpc) => Promise<void>) => Promise<Snapshot>;
}
