import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { customerRouter } from './features/customer/router.ts';
import { eventRouter } from './features/event/router.ts';
import { operationRouter } from './features/operation/router.ts';
import { sessionRouter } from './features/session/router.ts';
import { userRouter } from './features/user/router.ts';
import { router } from './trpc/init.ts';

export const appRouter = router({
  customer: customerRouter,
  event: eventRouter,
  operation: operationRouter,
  session: sessionRouter,
  user: userRouter,
});

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
