import { signedInProcedure, router } from '#server/trpc/init.ts';
import {
  getLastChangeInput,
  listAuthorsInput,
  listEventsInput,
  listOrderEventsInput,
  streamInput,
} from './schema.ts';
import { getLastChange } from './use-cases/get-last-change.ts';
import { listAuthors } from './use-cases/list-authors.ts';
import { listEvents } from './use-cases/list-events.ts';
import { listOfOrder } from './use-cases/list-of-order.ts';
import { streamEvents } from './use-cases/stream-events.ts';

export const eventRouter = router({
  list: signedInProcedure.input(listEventsInput).query(({ ctx, input }) => listEvents(ctx, input)),
  listOfOrder: signedInProcedure
    .input(listOrderEventsInput)
    .query(({ ctx, input }) => listOfOrder(ctx, input)),
  listAuthors: signedInProcedure
    .input(listAuthorsInput)
    .query(({ ctx, input }) => listAuthors(ctx, input)),
  getLastChange: signedInProcedure
    .input(getLastChangeInput)
    .query(({ ctx, input }) => getLastChange(ctx, input)),
  stream: signedInProcedure
    .input(streamInput)
    .subscription(({ ctx, input }) => streamEvents(ctx, input)),
});
