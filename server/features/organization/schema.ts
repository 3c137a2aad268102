import { z } from 'zod';
import { rowNumber } from '#server/shared/row-number.ts';
import { typedText } from '#server/shared/typed-text.ts';

export const organizationsMax = 50;
/** For choosing: by any part of the name, in its order, at most {@link organizationsMax}. */
export const listOrganizationsInput = z.strictObject({
  search: typedText.max(100).default(''),
  /** Only these: for names of what an address speaks of. */
  ids: z.array(rowNumber).min(1).max(50).optional(),
});
export type ListOrganizationsInput = z.input<typeof listOrganizationsInput>;
export type ListOrganizationsQuery = z.output<typeof listOrganizationsInput>;

export const organizationDto = z.object({ id: z.number().int(), name: z.string() });
export type OrganizationDto = z.infer<typeof organizationDto>;
