/** A delivery of the event stream: tracked, so that the client resumes after it. */
import type { Cursor, StreamMessage } from '#server/shared/event.ts';
import { EncodedAnswer } from '#server/infra/encoded-answer.ts';

export class EncodedMessage extends EncodedAnswer {
  constructor(cursor: Cursor, message: StreamMessage) {
    const id = JSON.stringify(cursor);
    super(`"id":${id},"data":{"id":${id},"data":${JSON.stringify(message)}}`);
  }
}
