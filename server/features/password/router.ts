import { openProcedure, signedInProcedure, router } from '#server/trpc/init.ts';
import {
  changePasswordInput,
  linkDto,
  readLinkInput,
  requestLinkInput,
  setPasswordInput,
} from './schema.ts';
import { changePassword } from './use-cases/change-password.ts';
import { readLink } from './use-cases/read-link.ts';
import { requestLink } from './use-cases/request-link.ts';
import { setPassword } from './use-cases/set-password.ts';

export const passwordRouter = router({
  requestLink: openProcedure
    .input(requestLinkInput)
    .mutation(({ ctx, input }) => requestLink(ctx, input)),
  readLink: openProcedure
    .input(readLinkInput)
    .output(linkDto)
    .query(({ ctx }) => readLink(ctx)),
  set: openProcedure.input(setPasswordInput).mutation(({ ctx, input }) => setPassword(ctx, input)),
  change: signedInProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
});
