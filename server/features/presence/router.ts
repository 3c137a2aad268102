import { router, signedInProcedure, socketProcedure } from '#server/trpc/init.ts';
import { followPresenceInput, showPlaceInput } from './schema.ts';
import { followPresence } from './use-cases/follow-presence.ts';
import { showPlace } from './use-cases/show-place.ts';

export const presenceRouter = router({
  follow: signedInProcedure
    .input(followPresenceInput)
    .subscription(({ ctx, input }) => followPresence(ctx, input)),
  show: socketProcedure.input(showPlaceInput).mutation(({ ctx, input }) => showPlace(ctx, input)),
});
