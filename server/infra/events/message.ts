/**
 * A delivery, encoded once for all its readers. On the wire it is tRPC's answer to a subscription,
 * in which only the request's id differs from reader to reader; clients count from 1, so nearly all
 * share one buffer.
 */
import type { Cursor, StreamMessage } from '#server/shared/event.ts';

export class EncodedMessage {
  readonly #tail: string;
  readonly #byRequest = new Map<string, Buffer>();

  constructor(cursor: Cursor, message: StreamMessage) {
    const id = JSON.stringify(cursor);
    this.#tail = `,"result":{"type":"data","id":${id},"data":{"id":${id},"data":${JSON.stringify(message)}}}}`;
  }

  /** @param requestId the JSON of the id that the client gave its subscription */
  for(requestId: string): Buffer {
    let buffer = this.#byRequest.get(requestId);
    if (!buffer) {
      buffer = Buffer.from(`{"id":${requestId}${this.#tail}`);
      this.#byRequest.set(requestId, buffer);
    }
    return buffer;
  }
}
