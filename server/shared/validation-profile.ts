/** Which names and phone numbers a company takes (product 3.6). */
export const validationProfiles = ['ua', 'international'] as const;
export type ValidationProfile = (typeof validationProfiles)[number];
