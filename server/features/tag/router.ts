import { z } from 'zod';
import { router, signedInProcedure } from '#server/trpc/init.ts';
import { listTagsInput, tagDto } from './schema.ts';
import { listTags } from './use-cases/list-tags.ts';

export const tagRouter = router({
  list: signedInProcedure
    .input(listTagsInput)
    .output(z.array(tagDto))
    .query(({ ctx, input }) => listTags(ctx, input)),
});
