import { router, signedInProcedure } from '#server/trpc/init.ts';
import { companyDto, editCompanyInput, editCompanyOutcome } from './schema.ts';
import { editCompany } from './use-cases/edit-company.ts';
import { getCompany } from './use-cases/get-company.ts';

export const companyRouter = router({
  get: signedInProcedure.output(companyDto).query(({ ctx }) => getCompany(ctx)),
  edit: signedInProcedure
    .input(editCompanyInput)
    .output(editCompanyOutcome)
    .mutation(({ ctx, input }) => editCompany(ctx, input)),
});
