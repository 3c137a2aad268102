import { z } from 'zod';
import { signedInProcedure, router } from '#server/trpc/init.ts';
import {
  activateUserInput,
  blockUserInput,
  changeRoleInput,
  chooseLanguageInput,
  createUserInput,
  listUserOptionsInput,
  listUsersInput,
  resendInvitationInput,
  userDto,
  userOptionDto,
  userPageDto,
  userRowDto,
} from './schema.ts';
import { activateUser } from './use-cases/activate-user.ts';
import { blockUser } from './use-cases/block-user.ts';
import { changeRole } from './use-cases/change-role.ts';
import { chooseLanguage } from './use-cases/choose-language.ts';
import { createUser } from './use-cases/create-user.ts';
import { listUserOptions } from './use-cases/list-user-options.ts';
import { listUsers } from './use-cases/list-users.ts';
import { resendInvitation } from './use-cases/resend-invitation.ts';

export const userRouter = router({
  list: signedInProcedure
    .input(listUsersInput)
    .output(userPageDto)
    .query(({ ctx, input }) => listUsers(ctx, input)),
  create: signedInProcedure
    .input(createUserInput)
    .output(userRowDto)
    .mutation(({ ctx, input }) => createUser(ctx, input)),
  resendInvitation: signedInProcedure
    .input(resendInvitationInput)
    .output(userRowDto)
    .mutation(({ ctx, input }) => resendInvitation(ctx, input)),
  changeRole: signedInProcedure
    .input(changeRoleInput)
    .output(userDto)
    .mutation(({ ctx, input }) => changeRole(ctx, input)),
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
