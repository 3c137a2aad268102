/** Pages that follow who is where, and show where they are themselves. */
import type { WebSocket } from 'ws';
import type { Place } from '#server/shared/presence.ts';
import type { FixtureUser } from './fixture.ts';
import { at } from './fixture.ts';
import { openViewers } from './viewers.ts';
import type { Viewers } from './viewers.ts';

/** Requests of a page: the event stream is the first, as in the browser. */
const followId = 2;
const showId = 3;

export function followMessage(): string {
  const params = { path: 'presence.follow', input: {} };
  return JSON.stringify({ id: followId, method: 'subscription', params });
}

export function showMessage(place: Place | null, id = showId): string {
  const params = { path: 'presence.show', input: { place } };
  return JSON.stringify({ id, method: 'mutation', params });
}

export function viewing(customerId: number): Place {
  return { customerId, state: 'viewing', field: null, intent: null };
}

/** Pages that follow presence, spread over users. */
export function presenceViewers(
  origin: string,
  users: readonly FixtureUser[],
  count: number,
): Promise<Viewers> {
  return openViewers({
    url: `${origin.replace('http', 'ws')}/trpc`,
    count,
    headers: (viewer) => ({ origin, cookie: at(users, viewer).cookie }),
    hello: followMessage(),
    ready: '"kind":"all"',
  });
}

/** The page shows a place; resolves with its lease's id. */
export function show(socket: WebSocket, place: Place | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const check = (data: Buffer) => {
      const text = data.toString();
      if (!text.startsWith(`{"id":${showId},`)) return;
      socket.off('message', check);
      const leaseId = /"leaseId":"([^"]+)"/.exec(text)?.[1];
      if (leaseId === undefined) reject(new Error(`not shown: ${text}`));
      else resolve(leaseId);
    };
    socket.on('message', check);
    socket.send(showMessage(place));
  });
}
