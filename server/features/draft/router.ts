import { z } from 'zod';
import { router, signedInProcedure } from '#server/trpc/init.ts';
import {
  discardDraftInput,
  draftDto,
  draftRowDto,
  getDraftInput,
  listDraftsInput,
  saveDraftInput,
} from './schema.ts';
import { discardDraft } from './use-cases/discard-draft.ts';
import { getDraft } from './use-cases/get-draft.ts';
import { listDrafts } from './use-cases/list-drafts.ts';
import { saveDraft } from './use-cases/save-draft.ts';

export const draftRouter = router({
  get: signedInProcedure
    .input(getDraftInput)
    .output(draftDto.nullable())
    .query(({ ctx, input }) => getDraft(ctx, input)),
  list: signedInProcedure
    .input(listDraftsInput)
    .output(z.array(draftRowDto))
    .query(({ ctx, input }) => listDrafts(ctx, input)),
  save: signedInProcedure
    .input(saveDraftInput)
    .output(z.void())
    .mutation(({ ctx, input }) => saveDraft(ctx, input)),
  discard: signedInProcedure
    .input(discardDraftInput)
    .output(z.void())
    .mutation(({ ctx, input }) => discardDraft(ctx, input)),
});
