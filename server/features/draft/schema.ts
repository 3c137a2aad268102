import { z } from 'zod';
import { editableFields, typedValue } from '#server/shared/customer-fields.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { isStorable } from '#server/shared/typed-text.ts';

/** The customer whom the draft is about; null for one who does not exist yet. */
const draftSubject = z.object({ customerId: rowNumber.nullable() });

/** The whole of one draft as it is stored, in characters; each value has its own bound. */
export const draftCharactersMax = 100_000;
/** Of one user; a new one beyond takes the place of the oldest. */
export const draftsMax = 200;
/** A draft that was not touched for so long is thrown away. */
export const draftAgeMaxDays = 90;

/** A field's value as typed, or the ids of the chosen tags. Never a password. */
export const draftValue = z
  .union([typedValue, z.array(rowNumber).max(100)])
  .refine((value) => typeof value !== 'string' || isStorable(value));
export type DraftValue = z.infer<typeof draftValue>;

export const draftField = z.strictObject({
  field: z.enum(editableFields),
  /** What was typed. */
  value: draftValue,
  /** What stood there when it was read … */
  base: draftValue,
  /** … at this version of the customer; 0 for one who does not exist yet. */
  version: z.number().int().min(0).max(2_147_483_647),
});
export type DraftField = z.infer<typeof draftField>;

export const getDraftInput = z.strictObject(draftSubject.shape);
export type GetDraftInput = z.infer<typeof getDraftInput>;

/** Field by field, so that two tabs of one person don't wipe out each other's. */
export const saveDraftInput = z.strictObject({
  ...draftSubject.shape,
  set: z.array(draftField).max(editableFields.length).default([]),
  clear: z.array(z.enum(editableFields)).max(editableFields.length).default([]),
});
export type SaveDraftInput = z.input<typeof saveDraftInput>;
export type SaveDraftCommand = z.output<typeof saveDraftInput>;

export const discardDraftInput = z.strictObject(draftSubject.shape);
export type DiscardDraftInput = z.infer<typeof discardDraftInput>;

export const draftDto = z.object({
  customerId: rowNumber.nullable(),
  /** In the order of the form; never empty. */
  fields: z.array(draftField.extend({ at: z.string() })),
  updatedAt: z.string(),
});
export type DraftDto = z.infer<typeof draftDto>;

/** One's own unfinished work, newest first. */
export const listDraftsInput = z.strictObject({
  pageSize: z.number().int().min(1).max(50).default(10),
});
export type ListDraftsInput = z.input<typeof listDraftsInput>;
export type ListDraftsQuery = z.output<typeof listDraftsInput>;
export const draftRowDto = z.object({
  customerId: rowNumber.nullable(),
  /** The customer's name; null for one who does not exist yet. */
  name: z.string().nullable(),
  fieldsCount: z.number().int(),
  updatedAt: z.string(),
});
export type DraftRowDto = z.infer<typeof draftRowDto>;
