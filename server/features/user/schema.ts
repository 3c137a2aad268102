import { z } from 'zod';
import { languages } from '#server/shared/language.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { roles } from '#server/shared/permissions.ts';
import { typedText } from '#server/shared/typed-text.ts';

export const userStatuses = ['active', 'blocked'] as const;

export const userDto = z.object({
  id: z.number().int(),
  version: z.number().int(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  role: z.enum(roles),
  status: z.enum(userStatuses),
});
export type UserDto = z.infer<typeof userDto>;

const userTarget = z.strictObject({
  userId: rowNumber,
  /** The version that the screen showed. */
  version: rowNumber,
  mutationId: z.uuid().optional(),
});
export const blockUserInput = userTarget;
export const activateUserInput = userTarget;
export type BlockUserInput = z.infer<typeof blockUserInput>;
export type ActivateUserInput = z.infer<typeof activateUserInput>;

export const chooseLanguageInput = z.strictObject({ language: z.enum(languages) });
export type ChooseLanguageInput = z.infer<typeof chooseLanguageInput>;

export const userOptionsMax = 50;
/** For choosing a colleague: active users by any part of the name, at most {@link userOptionsMax}. */
export const listUserOptionsInput = z.strictObject({
  search: typedText.max(100).default(''),
});
export type ListUserOptionsInput = z.input<typeof listUserOptionsInput>;
export type ListUserOptionsQuery = z.output<typeof listUserOptionsInput>;
export const userOptionDto = z.object({ id: z.number().int(), name: z.string() });
export type UserOptionDto = z.infer<typeof userOptionDto>;
