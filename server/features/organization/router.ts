import { z } from 'zod';
import { router, signedInProcedure } from '#server/trpc/init.ts';
import { listOrganizationsInput, organizationDto } from './schema.ts';
import { listOrganizations } from './use-cases/list-organizations.ts';

export const organizationRouter = router({
  list: signedInProcedure
    .input(listOrganizationsInput)
    .output(z.array(organizationDto))
    .query(({ ctx, input }) => listOrganizations(ctx, input)),
});
