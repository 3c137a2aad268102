/**
 * A delivery to subscribers, encoded once for all of them. On the wire it is tRPC's answer to a
 * subscription, in which only the request's id differs from reader to reader; pages count their
 * requests alike, so nearly all share one buffer.
 */
export class EncodedAnswer {
  readonly #tail: string;
  readonly #byRequest = new Map<string, Buffer>();

  /** @param result the members of tRPC's `result` beside its type, as JSON */
  constructor(result: string) {
    this.#tail = `,"result":{"type":"data",${result}}}`;
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
