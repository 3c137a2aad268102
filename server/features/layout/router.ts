import { signedInProcedure, router } from '#server/trpc/init.ts';
import { layoutDto, saveLayoutInput } from './schema.ts';
import { getLayout } from './use-cases/get-layout.ts';
import { saveLayout } from './use-cases/save-layout.ts';

export const layoutRouter = router({
  get: signedInProcedure.output(layoutDto).query(({ ctx }) => getLayout(ctx)),
  save: signedInProcedure
    .input(saveLayoutInput)
    .output(layoutDto)
    .mutation(({ ctx, input }) => saveLayout(ctx, input)),
});
