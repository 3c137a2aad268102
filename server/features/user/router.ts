import { z } from 'zod';
import { signedInProcedure, router } from '#server/trpc/init.ts';
import {
  activateUserInput,
  blockUserInput,
  chooseLanguageInput,
  listUserOptionsInput,
  userDto,
  userOptionDto,
} from './schema.ts';
import { activateUser } from './use-cases/activate-user.ts';
import { blockUser } from './use-cases/block-user.ts';
import { chooseLanguage } from './use-cases/choose-language.ts';
import { listUserOptions } from './use-cases/list-user-options.ts';

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
  listOptions: signedInProcedure
    .input(listUserOptionsInput)
    .output(z.array(userOptionDto))
    .query(({ ctx, input }) => listUserOptions(ctx, input)),
});
