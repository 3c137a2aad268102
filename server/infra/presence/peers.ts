/**
 * What this process knows of the leases of others. Frames may be lost, never reordered: whoever sees
 * a gap asks for everything, and what comes replaces what was known. A process that says nothing for
 * twelve seconds is gone with all its leases.
 *
 * Pure bookkeeping: it neither listens nor sends.
 */
import type { Lease } from '#server/shared/presence.ts';
import type { Entry, Frame } from './frame.ts';

/** Ticks are a second each; counted, not timed, so that a process that stood still blames itself. */
const silentTicksMax = 12;
/** An answer that does not come is asked for again, not more often than this. */
const askEveryTicks = 2;

interface Peer {
  seq: number;
  isComplete: boolean;
  silentTicks: number;
  sinceAskedTicks: number;
  leases: Map<string, Entry>;
  /** Parts of a state so far; null when none is under way. */
  staged: Map<string, Entry> | null;
}

export type OnLease = (companyId: number, id: string, lease: Lease | null) => void;

type FromPeer = Exclude<Frame, { kind: 'ask' }>;

export class Peers {
  readonly #onLease: OnLease;
  readonly #peers = new Map<string, Peer>();

  constructor(onLease: OnLease) {
    this.#onLease = onLease;
  }

  get size(): number {
    return this.#peers.size;
  }

  /** @returns the process whose whole state is wanted now, or null */
  take(frame: FromPeer): string | null {
    if (frame.kind === 'bye') {
      this.#drop(frame.from);
      return null;
    }
    const peer = this.#peers.get(frame.from) ?? newPeer();
    this.#peers.set(frame.from, peer);
    peer.silentTicks = 0;
    if (frame.kind === 'beat') {
      if (frame.seq !== peer.seq) lose(peer);
    } else if (frame.seq > peer.seq) {
      const isNext = frame.seq === peer.seq + 1;
      peer.seq = frame.seq;
      if (frame.kind === 'state') this.#takeState(peer, frame, isNext);
      else this.#takeChanges(peer, frame, isNext);
    }
    return this.#wantsState(peer) ? frame.from : null;
  }

  /** Once a second. */
  tick(): void {
    for (const [id, peer] of this.#peers) {
      peer.silentTicks += 1;
      peer.sinceAskedTicks += 1;
      if (peer.silentTicks >= silentTicksMax) this.#drop(id);
    }
  }

  #takeChanges(peer: Peer, frame: Extract<Frame, { kind: 'changes' }>, isNext: boolean): void {
    if (!isNext || peer.staged !== null) lose(peer);
    // Applied even if something is missing before: what is asked for will only be newer.
    for (const entry of frame.set) this.#put(peer, entry);
    for (const id of frame.gone) this.#remove(peer, id);
  }

  #takeState(peer: Peer, frame: Extract<Frame, { kind: 'state' }>, isNext: boolean): void {
    if (frame.part === 1) peer.staged = new Map();
    else if (!isNext) lose(peer);
    if (peer.staged === null) return lose(peer);
    for (const entry of frame.set) peer.staged.set(entry.lease.id, entry);
    if (frame.part < frame.parts) return;
    const { staged } = peer;
    peer.staged = null;
    peer.isComplete = true;
    for (const id of [...peer.leases.keys()]) if (!staged.has(id)) this.#remove(peer, id);
    for (const entry of staged.values()) this.#put(peer, entry);
  }

  #wantsState(peer: Peer): boolean {
    if (peer.isComplete || peer.staged !== null) return false;
    if (peer.sinceAskedTicks < askEveryTicks) return false;
    peer.sinceAskedTicks = 0;
    return true;
  }

  #put(peer: Peer, entry: Entry): void {
    const { companyId, lease } = entry;
    const known = peer.leases.get(lease.id);
    if (known && JSON.stringify(known) === JSON.stringify(entry)) return;
    peer.leases.set(lease.id, entry);
    this.#onLease(companyId, lease.id, lease);
  }

  #remove(peer: Peer, id: string): void {
    const known = peer.leases.get(id);
    if (!known) return;
    peer.leases.delete(id);
    this.#onLease(known.companyId, id, null);
  }

  #drop(processId: string): void {
    const peer = this.#peers.get(processId);
    if (!peer) return;
    for (const id of [...peer.leases.keys()]) this.#remove(peer, id);
    this.#peers.delete(processId);
  }
}

/** Something is missing: what was put together so far is worth nothing. */
function lose(peer: Peer): void {
  peer.isComplete = false;
  peer.staged = null;
}

function newPeer(): Peer {
  return {
    // Before the first frame of all, which is number 1.
    seq: 0,
    isComplete: false,
    silentTicks: 0,
    sinceAskedTicks: askEveryTicks,
    leases: new Map(),
    staged: null,
  };
}
