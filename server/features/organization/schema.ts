import { z } from 'zod';
import { typedText } from '#server/shared/typed-text.ts';

export const organizationsMax = 50;
/** For choosing: by any part of the name, in its order, at most {@link organizationsMax}. */
export const listOrganizationsInput = z.strictObject({ search: typedText.max(100).default('') });
export type ListOrganizationsInput = z.input<typeof listOrganizationsInput>;
export type ListOrganizationsQuery = z.output<typeof listOrganizationsInput>;

export const organizationDto = z.object({ id: z.number().int(), name: z.string() });
export type OrganizationDto = z.infer<typeof organizationDto>;
