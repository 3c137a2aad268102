/**
 * What the procedure `event.stream` returns: a subscription that the socket server attaches to the
 * hub itself. It is not pulled value by value like a generator, because then each reader would
 * filter and encode for itself (docs/decisions, encode once).
 */
import type { TrackedEnvelope } from '@trpc/server';
import type { StreamMessage } from '#server/shared/event.ts';
import type { View } from './readers.ts';

export interface StreamRequest {
  companyId: number;
  classKey: string;
  view: View;
  lastCursor: string | null;
}

export class EventStream implements AsyncIterable<TrackedEnvelope<StreamMessage>> {
  readonly request: StreamRequest;
  constructor(request: StreamRequest) {
    this.request = request;
  }

  [Symbol.asyncIterator](): AsyncIterator<TrackedEnvelope<StreamMessage>> {
    throw new Error('event.stream is served over the socket only');
  }
}
