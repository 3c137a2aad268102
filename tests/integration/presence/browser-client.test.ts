import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { AppRouter } from '#server/router.ts';
import type { Place, PresenceMessage } from '#server/shared/presence.ts';
import { codeOf } from '#tests/support/answers.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const soon = { timeout: 10_000 };
const setting = useTestApp();
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

const place = (change: Partial<Place> = {}): Place => ({
  ...{ customerId: world.customerId, state: 'viewing', field: null, intent: null },
  ...change,
});

/** tRPC's own client, as the browser uses it; only the cookie is set by hand. */
function browserOf({ cookie }: Person) {
  const { origin } = setting.app;
  class CookieSocket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie, origin } });
    }
  }
  const client = createWSClient({
    url: `${origin.replace('http', 'ws')}/trpc`,
    // It asks for no more than what both have.
    WebSocket: CookieSocket as unknown as typeof globalThis.WebSocket,
    retryDelayMs: () => 50,
  });
  const trpc = createTRPCClient<AppRouter>({ links: [wsLink<AppRouter>({ client })] });
  const messages: PresenceMessage[] = [];
  trpc.presence.follow.subscribe({}, { onData: (message) => messages.push(message) });
  return { client, trpc, messages };
}

it('follows and shows through tRPC’s own client, over one socket', async () => {
  const { olena, taras } = world;
  const [theirs, ours] = [browserOf(olena), browserOf(taras)];
  await expect.poll(() => theirs.messages, soon).toEqual([{ kind: 'all', leases: [] }]);
  const { leaseId } = await ours.trpc.presence.show.mutate({ place: place() });
  await expect
    .poll(() => theirs.messages.at(-1), soon)
    .toEqual({
      kind: 'changes',
      set: [{ id: leaseId, user: { id: taras.id, name: taras.name }, place: place() }],
      gone: [],
    });
  expect(setting.app.running.services.events.countConnections(taras.id)).toBe(1);
  const unknown = place({ customerId: 2_000_000_000 });
  expect(await codeOf(ours.trpc.presence.show.mutate({ place: unknown }))).toBe(
    'CUSTOMER_NOT_FOUND',
  );
  await Promise.all([theirs.client.close(), ours.client.close()]);
});

it('after a lost socket the client follows again from everything, and shows under a new lease', async () => {
  const { olena, taras } = world;
  const [theirs, ours] = [browserOf(olena), browserOf(taras)];
  await expect.poll(() => theirs.messages.length * ours.messages.length, soon).toBe(1);
  const first = await ours.trpc.presence.show.mutate({ place: place() });
  await expect
    .poll(() => theirs.messages.at(-1), soon)
    .toMatchObject({ set: [{ id: first.leaseId }] });
  ours.client.connection?.ws.close();
  await expect.poll(() => theirs.messages.at(-1), soon).toMatchObject({ gone: [first.leaseId] });
  await expect.poll(() => ours.messages.filter(({ kind }) => kind === 'all'), soon).toHaveLength(2);
  const second = await ours.trpc.presence.show.mutate({ place: place({ state: 'away' }) });
  expect(second.leaseId).not.toBe(first.leaseId);
  await expect
    .poll(() => theirs.messages.at(-1), soon)
    .toMatchObject({ set: [{ id: second.leaseId }] });
  await Promise.all([theirs.client.close(), ours.client.close()]);
});
