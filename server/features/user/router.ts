import { z } from 'zod';
import { signedInProcedure, router } from '#server/trpc/init.ts';
import {
  activateUserInput,
  blockUserInput,
  changeRoleInput,
  chooseLookInput,
  clearLockoutInput,
  createUserInput,
  editProfileInput,
  listUserOptionsInput,
  listUsersInput,
  profileDto,
  profileOutcome,
  resendInvitationInput,
  userDto,
  userOptionDto,
  userPageDto,
  userRowDto,
} from './schema.ts';
import { activateUser } from './use-cases/activate-user.ts';
import { blockUser } from './use-cases/block-user.ts';
import { changeRole } from './use-cases/change-role.ts';
import { chooseLook } from './use-cases/choose-look.ts';
import { clearLockout } from './use-cases/clear-lockout.ts';
import { createUser } from './use-cases/create-user.ts';
import { editProfile } from './use-cases/edit-profile.ts';
import { getProfile } from './use-cases/get-profile.ts';
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
  clearLockout: signedInProcedure
    .input(clearLockoutInput)
    .output(userRowDto)
    .mutation(({ ctx, input }) => clearLockout(ctx, input)),
  getProfile: signedInProcedure.output(profileDto).query(({ ctx }) => getProfile(ctx)),
  editProfile: signedInProcedure
    .input(editProfileInput)
    .output(profileOutcome)
    .mutation(({ ctx, input }) => editProfile(ctx, input)),
  chooseLook: signedInProcedure
    .input(chooseLookInput)
    .output(profileDto)
    .mutation(({ ctx, input }) => chooseLook(ctx, input)),
  listOptions: signedInProcedure
    .input(listUserOptionsInput)
    .output(z.array(userOptionDto))
    .query(({ ctx, input }) => listUserOptions(ctx, input)),
});
