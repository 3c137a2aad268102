import { z } from 'zod';
import { signedInProcedure, router } from '#server/trpc/init.ts';
import {
  changeViewInput,
  countViewsInput,
  createViewInput,
  removeViewInput,
  viewCountDto,
  viewDto,
} from './schema.ts';
import { listViews } from './use-cases/list-views.ts';
import { countViews } from './use-cases/count-views.ts';
import { createView } from './use-cases/create-view.ts';
import { changeView } from './use-cases/change-view.ts';
import { removeView } from './use-cases/remove-view.ts';

export const viewRouter = router({
  list: signedInProcedure.output(z.array(viewDto)).query(({ ctx }) => listViews(ctx)),
  count: signedInProcedure
    .input(countViewsInput)
    .output(z.array(viewCountDto))
    .query(({ ctx, input }) => countViews(ctx, input)),
  create: signedInProcedure
    .input(createViewInput)
    .output(viewDto)
    .mutation(({ ctx, input }) => createView(ctx, input)),
  change: signedInProcedure
    .input(changeViewInput)
    .output(viewDto)
    .mutation(({ ctx, input }) => changeView(ctx, input)),
  remove: signedInProcedure
    .input(removeViewInput)
    .output(viewDto)
    .mutation(({ ctx, input }) => removeView(ctx, input)),
});
