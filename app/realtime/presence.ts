import type { TRPCClient } from '@trpc/client';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { onSocketSignal } from '#app/lib/socket.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { AppRouter } from '#server/router.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { Intent } from '#server/shared/presence.ts';
import { watchActivity } from './presence-activity.ts';
import type { Here, PresentUser } from './presence-people.ts';
import { nobody, nobodyHere } from './presence-people.ts';
import type { Claim } from './presence-place.ts';
import { PlaceTeller, placeOf } from './presence-place.ts';
import { PresenceStore } from './presence-store.ts';

/**
 * Presence in this tab: who of the colleagues is where, and where one is oneself. Ephemeral on both
 * sides; one subscription beside the stream, on the same socket.
 */
const store = new PresenceStore();

/** A cut shorter than this takes nobody off the screen. */
const graceMs = 5000;

let client: TRPCClient<AppRouter> | null = null;
let isAway = false;
let claims: readonly Claim[] = [];

const teller = new PlaceTeller({
  send: (place) => client?.presence.show.mutate({ place }) ?? Promise.resolve(),
});

function tellPlace() {
  teller.want(placeOf(claims, isAway));
}

function claim(made: Claim): () => void {
  claims = [...claims, made];
  tellPlace();
  return () => {
    claims = claims.filter((other) => other !== made);
    tellPlace();
  };
}

let isWatchingSocket = false;

/** For as long as the tab lives: whether the socket is open must be known to whoever comes later. */
function watchSocket() {
  if (isWatchingSocket) return;
  isWatchingSocket = true;
  let forget: ReturnType<typeof setTimeout> | undefined;
  onSocketSignal(({ kind }) => {
    if (kind === 'open') {
      clearTimeout(forget);
      teller.connected();
    }
    if (kind === 'closed') {
      teller.disconnected();
      clearTimeout(forget);
      forget = setTimeout(() => store.clear(), graceMs);
    }
  });
}

/** Once, beside the stream: follows the colleagues and tells them of this tab. */
export function usePresenceConnection(sessionUserId: number) {
  const utils = trpc.useUtils();
  useEffect(() => {
    client = utils.client;
    store.setSelf(sessionUserId);
    watchSocket();
    const subscription = utils.client.presence.follow.subscribe(
      {},
      { onData: (message) => store.receive(message) },
    );
    const stopWatching = watchActivity({
      onAway: (next) => {
        isAway = next;
        tellPlace();
      },
      onActive: () => teller.active(),
    });
    return () => {
      stopWatching();
      subscription.unsubscribe();
      store.clear();
    };
  }, [utils.client, sessionUserId]);
}

/** This tab shows this customer's page. */
export function useShowCustomer(customerId: number) {
  useEffect(() => claim({ kind: 'page', customerId }), [customerId]);
}

/** This tab edits this field; null while no field has the focus. */
export function useShowEditing(customerId: number, field: EditableField | null) {
  useEffect(
    () => (field === null ? undefined : claim({ kind: 'field', customerId, field })),
    [customerId, field],
  );
}

/** A dialog is open in this tab; null while none is. */
export function useShowIntent(customerId: number, intent: Intent | null) {
  useEffect(
    () => (intent === null ? undefined : claim({ kind: 'intent', customerId, intent })),
    [customerId, intent],
  );
}

function useHere<Part>(customerId: number, part: (here: Here) => Part): Part {
  const listen = useCallback(
    (listener: () => void) => store.listen(customerId, listener),
    [customerId],
  );
  return useSyncExternalStore(
    listen,
    () => part(store.hereOn(customerId)),
    () => part(nobodyHere),
  );
}

/** The colleagues on this customer, each once, the strongest state first. */
export function usePresent(customerId: number): readonly PresentUser[] {
  return useHere(customerId, ({ people }) => people);
}

/** The colleagues who are editing this field. */
export function useEditors(customerId: number, field: EditableField): readonly PresentUser[] {
  return useHere(customerId, ({ editors }) => editors.get(field) ?? nobody);
}

/** The colleagues who are preparing this. */
export function useIntents(customerId: number, intent: Intent): readonly PresentUser[] {
  return useHere(customerId, ({ intents }) => intents.get(intent) ?? nobody);
}
