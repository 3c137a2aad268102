import { router, signedInProcedure } from '#server/trpc/init.ts';
import { prroDto, savePrroInput, savePrroOutcome } from './schema.ts';
import { getPrro } from './use-cases/get-prro.ts';
import { savePrro } from './use-cases/save-prro.ts';

export const prroRouter = router({
  get: signedInProcedure.output(prroDto).query(({ ctx }) => getPrro(ctx)),
  save: signedInProcedure
    .input(savePrroInput)
    .output(savePrroOutcome)
    .mutation(({ ctx, input }) => savePrro(ctx, input)),
});
