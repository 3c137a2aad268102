import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { batchRouter } from './features/batch/router.ts';
import { companyRouter } from './features/company/router.ts';
import { customerRouter } from './features/customer/router.ts';
import { draftRouter } from './features/draft/router.ts';
import { eventRouter } from './features/event/router.ts';
import { exportRouter } from './features/export/router.ts';
import { layoutRouter } from './features/layout/router.ts';
import { operationRouter } from './features/operation/router.ts';
import { orderRouter } from './features/order/router.ts';
import { organizationRouter } from './features/organization/router.ts';
import { passwordRouter } from './features/password/router.ts';
import { presenceRouter } from './features/presence/router.ts';
import { prroRouter } from './features/prro/router.ts';
import { sessionRouter } from './features/session/router.ts';
import { tagRouter } from './features/tag/router.ts';
import { userRouter } from './features/user/router.ts';
import { viewRouter } from './features/view/router.ts';
import { router } from './trpc/init.ts';

export const appRouter = router({
  batch: batchRouter,
  company: companyRouter,
  customer: customerRouter,
  draft: draftRouter,
  event: eventRouter,
  export: exportRouter,
  layout: layoutRouter,
  operation: operationRouter,
  order: orderRouter,
  organization: organizationRouter,
  password: passwordRouter,
  presence: presenceRouter,
  prro: prroRouter,
  session: sessionRouter,
  tag: tagRouter,
  user: userRouter,
  view: viewRouter,
});

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
