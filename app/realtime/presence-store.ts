import type { Lease, PresenceMessage } from '#server/shared/presence.ts';
import type { Here } from './presence-people.ts';
import { hereOf, nobodyHere } from './presence-people.ts';

/**
 * Who of the colleagues is where, as the server last said: the tab's one copy. Not server state that
 * is read or cached: it comes by itself, whole at first and then in changes, and ends with the socket.
 */
export class PresenceStore {
  #selfId = 0;
  #leases = new Map<string, Lease>();
  #byCustomer = new Map<number, Map<string, Lease>>();
  #here = new Map<number, Here>();
  #listeners = new Map<number, Set<() => void>>();

  /** One's own other tabs are no colleagues. */
  setSelf(userId: number) {
    if (userId === this.#selfId) return;
    this.#selfId = userId;
    this.clear();
  }

  receive(message: PresenceMessage) {
    const touched = new Set<number>();
    if (message.kind === 'all') {
      for (const id of this.#leases.keys()) this.#remove(id, touched);
      for (const lease of message.leases) this.#set(lease, touched);
    } else {
      for (const id of message.gone) this.#remove(id, touched);
      for (const lease of message.set) this.#set(lease, touched);
    }
    this.#settle(touched);
  }

  clear() {
    this.receive({ kind: 'all', leases: [] });
  }

  hereOn(customerId: number): Here {
    return this.#here.get(customerId) ?? nobodyHere;
  }

  /** @returns the end of listening */
  listen(customerId: number, listener: () => void): () => void {
    const listeners = this.#listeners.get(customerId) ?? new Set();
    this.#listeners.set(customerId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(customerId) === listeners) {
        this.#listeners.delete(customerId);
      }
    };
  }

  #set(lease: Lease, touched: Set<number>) {
    this.#remove(lease.id, touched);
    if (lease.user.id === this.#selfId) return;
    const { customerId } = lease.place;
    this.#leases.set(lease.id, lease);
    const there = this.#byCustomer.get(customerId) ?? new Map<string, Lease>();
    this.#byCustomer.set(customerId, there.set(lease.id, lease));
    touched.add(customerId);
  }

  #remove(id: string, touched: Set<number>) {
    const lease = this.#leases.get(id);
    if (lease === undefined) return;
    const { customerId } = lease.place;
    this.#leases.delete(id);
    this.#byCustomer.get(customerId)?.delete(id);
    touched.add(customerId);
  }

  #settle(touched: ReadonlySet<number>) {
    for (const customerId of touched) {
      const leases = this.#byCustomer.get(customerId);
      if (leases === undefined || leases.size === 0) {
        this.#byCustomer.delete(customerId);
        this.#here.delete(customerId);
      } else {
        this.#here.set(customerId, hereOf(leases.values(), this.hereOn(customerId)));
      }
      for (const listener of this.#listeners.get(customerId) ?? []) listener();
    }
  }
}
