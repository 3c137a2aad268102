import { httpBatchLink, httpLink, retryLink, splitLink } from '@trpc/client';
import { errorDataOf } from './errors.ts';
import { jitteredDelayMs } from './query-client.ts';
import { socketLink } from './socket.ts';
import { trpc } from './trpc.ts';

/** The server caps a batch at the same number. */
const batchSizeMax = 20;

const requestWith = (own: RequestInit) => (input: RequestInfo | URL | string, init?: unknown) =>
  fetch(input, { ...(init as RequestInit | undefined), credentials: 'same-origin', ...own });

/** Server rendering reads through the loader; this client then serves hydration alone. */
function batchLink() {
  return httpBatchLink({ url: '/trpc', maxItems: batchSizeMax, fetch: requestWith({}) });
}

/** Takes as long as counting takes: in a batch everything else would wait for it. */
const sentAlone: ReadonlySet<string> = new Set(['view.count']);

function aloneLink() {
  return httpLink({ url: '/trpc', fetch: requestWith({}) });
}

/** Sent at once: a batch waits for a timer, and a page that is being left has no more of them. */
function lastWordLink() {
  return httpLink({ url: '/trpc', fetch: requestWith({ keepalive: true }) });
}

/** Presence hangs on the socket, so it is shown over it; a lost message is shown anew, not retried. */
const shownOnSocket: ReadonlySet<string> = new Set(['presence.show']);

/** Subscriptions go over the socket; queries and mutations keep HTTP's answers and limits. */
export function createTrpcClient() {
  return trpc.createClient({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: [
          retryLink({
            retry: ({ error }) => errorDataOf(error)?.code !== 'UNAUTHENTICATED',
            retryDelayMs: (attempt) => jitteredDelayMs(attempt - 1),
          }),
          socketLink(),
        ],
        false: splitLink({
          condition: (operation) => shownOnSocket.has(operation.path),
          true: socketLink(),
          false: splitLink({
            condition: (operation) => operation.context['outlivesPage'] === true,
            true: lastWordLink(),
            false: splitLink({
              condition: (operation) => sentAlone.has(operation.path),
              true: aloneLink(),
              false: batchLink(),
            }),
          }),
        }),
      }),
    ],
  });
}
