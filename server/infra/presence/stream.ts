/**
 * What the procedure `presence.follow` returns: a subscription that the socket server attaches to the
 * hub itself, like `event.stream`, so that each change is encoded once for a class of readers.
 */
import type { Lease, PresenceMessage } from '#server/shared/presence.ts';

/** What readers of one class may see of a lease: it, or null for nothing. Never mutates. */
export type LeaseView = (lease: Lease) => Lease | null;

export interface PresenceRequest {
  companyId: number;
  /** Readers with equal keys have equal views. */
  classKey: string;
  view: LeaseView;
}

export class PresenceStream implements AsyncIterable<PresenceMessage> {
  readonly request: PresenceRequest;
  constructor(request: PresenceRequest) {
    this.request = request;
  }

  [Symbol.asyncIterator](): AsyncIterator<PresenceMessage> {
    throw new Error('presence.follow is served over the socket only');
  }
}
