import { openProcedure, signedInProcedure, router } from '#server/trpc/init.ts';
import {
  endedSessionsDto,
  endOthersInput,
  endSessionInput,
  endOfUserInput,
  listSessionsOfUserInput,
  openSessionsDto,
  sessionDto,
  signInInput,
  signOutInput,
} from './schema.ts';
import { endOthers } from './use-cases/end-others.ts';
import { endSession } from './use-cases/end-session.ts';
import { endOfUser } from './use-cases/end-of-user.ts';
import { getSession } from './use-cases/get-session.ts';
import { listSessions } from './use-cases/list-sessions.ts';
import { listSessionsOfUser } from './use-cases/list-sessions-of-user.ts';
import { signIn } from './use-cases/sign-in.ts';
import { signOut } from './use-cases/sign-out.ts';

export const sessionRouter = router({
  current: signedInProcedure.output(sessionDto).query(({ ctx }) => getSession(ctx)),
  signIn: openProcedure
    .input(signInInput)
    .output(sessionDto)
    .mutation(({ ctx, input }) => signIn(ctx, input)),
  signOut: signedInProcedure.input(signOutInput).mutation(({ ctx }) => signOut(ctx)),
  list: signedInProcedure.output(openSessionsDto).query(({ ctx }) => listSessions(ctx)),
  end: signedInProcedure
    .input(endSessionInput)
    .mutation(({ ctx, input }) => endSession(ctx, input)),
  endOthers: signedInProcedure
    .input(endOthersInput)
    .output(endedSessionsDto)
    .mutation(({ ctx, input }) => endOthers(ctx, input)),
  listOfUser: signedInProcedure
    .input(listSessionsOfUserInput)
    .output(openSessionsDto)
    .query(({ ctx, input }) => listSessionsOfUser(ctx, input)),
  endOfUser: signedInProcedure
    .input(endOfUserInput)
    .output(endedSessionsDto)
    .mutation(({ ctx, input }) => endOfUser(ctx, input)),
});
