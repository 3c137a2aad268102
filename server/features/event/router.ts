import { signedInProcedure, router } from '#server/trpc/init.ts';
import { listEventsInput, streamInput } from './schema.ts';
import { listEvents } from './use-cases/list-events.ts';
import { streamEvents } from './use-cases/stream-events.ts';

export const eventRouter = router({
  list: signedInProcedure.input(listEventsInput).query(({ ctx, input }) => listEvents(ctx, input)),
  stream: signedInProcedure
    .input(streamInput)
    .subscription(({ ctx, input }) => streamEvents(ctx, input)),
});
