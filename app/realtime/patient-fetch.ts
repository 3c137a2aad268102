import { useSyncExternalStore } from 'react';
import { jitteredDelayMs } from '#app/lib/query-client.ts';
import { getConnection, onConnectionChange } from './connection.ts';

/**
 * Remix reads the data of the next page with the browser's `fetch`, and a read that fails there
 * takes the page that is on screen away. So a read that does not reach Tandem waits here: the page
 * stays as it is, and the next one opens by itself as soon as the server answers. A newer choice of
 * the reader's ends the wait. Nothing but these reads is touched; what changes data is sent once.
 */
let held = 0;
const listeners = new Set<() => void>();

function hold(difference: 1 | -1) {
  held += difference;
  for (const listener of listeners) listener();
}

/** True while a page that was asked for waits for the network. */
export function useHeldPage(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => held > 0,
    () => false,
  );
}

export function makePagesPatient() {
  const plain = window.fetch.bind(window);
  window.fetch = (input, init) =>
    isPageRead(input, init) ? untilAnswered(plain, input, init ?? {}) : plain(input, init);
}

function isPageRead(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): input is string | URL {
  if (input instanceof Request || (init?.method ?? 'GET') !== 'GET') return false;
  const url = new URL(input, window.location.href);
  return url.origin === window.location.origin && url.pathname.endsWith('.data');
}

async function untilAnswered(
  plain: typeof fetch,
  input: string | URL,
  init: RequestInit,
): Promise<Response> {
  let isHeld = false;
  try {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await tryOnce(plain, input, init);
      init.signal?.throwIfAborted();
      if (answer !== null) return answer;
      if (!isHeld) {
        isHeld = true;
        hold(1);
      }
      await untilLive(jitteredDelayMs(attempt), init.signal ?? null);
      init.signal?.throwIfAborted();
    }
  } finally {
    if (isHeld) hold(-1);
  }
}

/** A gateway's own page in place of Tandem's answer. */
const gatewayStatuses = [502, 503, 504];

/** The whole answer, or null when none of Tandem's came. A try that the network left alone ends. */
async function tryOnce(
  plain: typeof fetch,
  input: string | URL,
  init: RequestInit,
): Promise<Response | null> {
  const wasOffline = getConnection().state === 'offline';
  const cut = new AbortController();
  const stopListening = onConnectionChange(() => {
    const { state } = getConnection();
    if (state === 'offline' || (state === 'live' && wasOffline)) cut.abort();
  });
  const abort = () => cut.abort();
  init.signal?.addEventListener('abort', abort);
  try {
    const response = await plain(input, { ...init, signal: cut.signal });
    if (gatewayStatuses.includes(response.status) && !response.headers.has('X-Remix-Response')) {
      return null;
    }
    const { status, statusText, headers } = response;
    const body = await response.arrayBuffer();
    return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
  } catch {
    return null;
  } finally {
    stopListening();
    init.signal?.removeEventListener('abort', abort);
  }
}

/** Until the page is live again, or a while has passed, or nobody wants it any more. */
function untilLive(delayMs: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopListening();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    const stopListening = onConnectionChange(() => {
      if (getConnection().state === 'live') done();
    });
    signal?.addEventListener('abort', done);
  });
}
