import type { TRPCLink } from '@trpc/client';
import { createWSClient, wsLink } from '@trpc/client';
import type { AppRouter } from '#server/router.ts';
import { jitteredDelayMs } from './query-client.ts';

/**
 * The tab's one socket. It opens with the first subscription, so a page without a session opens
 * none. What it goes through is told to whoever listens; what the page makes of it is `realtime`.
 */
export type SocketSignal =
  | { kind: 'open' }
  /** `code` is WebSocket's: 4401 says that the session ended, and `reason` why; 1006 tells nothing. */
  | { kind: 'closed'; code: number; reason: string }
  | { kind: 'waiting'; attempt: number; delayMs: number };

type Client = ReturnType<typeof createWSClient>;

const listeners = new Set<(signal: SocketSignal) => void>();
let client: Client | null = null;
let wake: (() => void) | null = null;
let attempt = 0;

export function onSocketSignal(listener: (signal: SocketSignal) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(signal: SocketSignal) {
  for (const listener of listeners) listener(signal);
}

/** Ends a wait for the next attempt: the network is back, or the tab is looked at again. */
export function connectNow() {
  wake?.();
}

/** Drops the socket, the client opens a new one and resumes: at once, or after the usual wait. */
export function reconnect(pace: 'now' | 'wait') {
  if (pace === 'now') attempt = 0;
  client?.connection?.ws.close();
}

/** The wait stands here and not in the client's own back-off, because this one can be cut short. */
async function nextTurn(): Promise<string> {
  const delayMs = attempt === 0 ? 0 : jitteredDelayMs(attempt - 1);
  attempt += 1;
  if (delayMs > 0) {
    tell({ kind: 'waiting', attempt, delayMs });
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wake = null;
  }
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${window.location.host}/trpc`;
}

function openClient(): Client {
  return createWSClient({
    url: nextTurn,
    lazy: { enabled: false, closeMs: 0 },
    retryDelayMs: () => 0,
    keepAlive: { enabled: true, intervalMs: 20_000, pongTimeoutMs: 8_000 },
    onOpen: () => tell({ kind: 'open' }),
    onClose: (cause) =>
      tell({ kind: 'closed', code: cause?.code ?? 1006, reason: reasonOf(cause) }),
  });
}

/** The client hands on the browser's own event, of which its type names the code alone. */
function reasonOf(cause: { code?: number } | undefined): string {
  return cause instanceof CloseEvent ? cause.reason : '';
}

/** The socket proved itself (a message came): the next loss starts again from the shortest wait. */
export function socketProved() {
  attempt = 1;
}

export function socketLink(): TRPCLink<AppRouter> {
  return (runtime) => {
    let link: ReturnType<TRPCLink<AppRouter>> | null = null;
    return (operation) => {
      client ??= openClient();
      link ??= wsLink<AppRouter>({ client })(runtime);
      return link(operation);
    };
  };
}
