import { signedInProcedure, router } from '#server/trpc/init.ts';
import { activateUserInput, blockUserInput, chooseLanguageInput, userDto } from './schema.ts';
import { activateUser } from './use-cases/activate-user.ts';
import { blockUser } from './use-cases/block-user.ts';
import { chooseLanguage } from './use-cases/choose-language.ts';

export const userRouter = router({
  block: signedInProcedure
    .input(blockUserInput)
    .output(userDto)
    .mutation(({ ctx, input }) => blockUser(ctx, input)),
  activate: signedInProcedure
    .input(activateUserInput)
    .output(userDto)
    .mutation(({ ctx, input }) => activateUser(ctx, input)),
  chooseLanguage: signedInProcedure
    .input(chooseLanguageInput)
    .output(userDto)
    .mutation(({ ctx, input }) => chooseLanguage(ctx, input)),
});
