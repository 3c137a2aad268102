import { openProcedure, signedInProcedure, router } from '#server/trpc/init.ts';
import { sessionDto, signInInput, signOutInput } from './schema.ts';
import { getSession } from './use-cases/get-session.ts';
import { signIn } from './use-cases/sign-in.ts';
import { signOut } from './use-cases/sign-out.ts';

export const sessionRouter = router({
  current: signedInProcedure.output(sessionDto).query(({ ctx }) => getSession(ctx)),
  signIn: openProcedure
    .input(signInInput)
    .output(sessionDto)
    .mutation(({ ctx, input }) => signIn(ctx, input)),
  signOut: signedInProcedure.input(signOutInput).mutation(({ ctx }) => signOut(ctx)),
});
