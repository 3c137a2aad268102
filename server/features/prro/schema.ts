import { z } from 'zod';
import { changedMeanwhile } from '#server/shared/merge-fields.ts';
import { typedText } from '#server/shared/typed-text.ts';

/** Where fiscal receipts are registered: services for software cash registers, and the state's own. */
export const prroProviders = ['checkbox', 'vchasno', 'cashalot', 'taxService'] as const;
export type PrroProvider = (typeof prroProviders)[number];

/** `unreadable`: sealed with a key that this installation no longer has; it must be typed again. */
export const licenceKeyStates = ['none', 'set', 'unreadable'] as const;

export const licenceKeyLength = { min: 8, max: 200 } as const;
export const cashierLength = { min: 2, max: 120 } as const;

const coded = (code: string) => ({ params: { code } });

export const prroSettings = z.strictObject({
  isEnabled: z.boolean(),
  provider: z.enum(prroProviders).nullable(),
  /** The fiscal number that the tax service gave to the cash desk. */
  cashDeskNumber: z
    .string()
    .trim()
    .refine((text) => /^\d{10}$/.test(text), coded('fiscalNumber'))
    .nullable(),
  cashier: typedText.min(cashierLength.min).max(cashierLength.max).nullable(),
});
export type PrroSettings = z.infer<typeof prroSettings>;

export const prroFields = [
  'isEnabled',
  'provider',
  'licenceKey',
  'cashDeskNumber',
  'cashier',
] as const;
export type PrroField = (typeof prroFields)[number];

export const prroDto = z.object({
  /** 0 as long as nothing was saved. */
  version: z.number().int(),
  settings: prroSettings,
  /** All that is ever told of the key. */
  licenceKey: z.enum(licenceKeyStates),
});
export type PrroDto = z.infer<typeof prroDto>;

/** Only the fields that were changed, and the version that they were changed on. */
export const savePrroInput = prroSettings.partial().extend({
  version: z.number().int().min(0).max(2_147_483_647),
  /** Replaces the key; null takes it away. */
  licenceKey: z
    .string()
    .trim()
    .min(licenceKeyLength.min)
    .max(licenceKeyLength.max)
    .refine((text) => /^[!-~]*$/.test(text), coded('licenceKey'))
    .nullable()
    .optional(),
  mutationId: z.uuid().optional(),
});
export type SavePrroInput = z.infer<typeof savePrroInput>;

/** With conflicts nothing was saved: `prro` shows what stands there now. */
export const savePrroOutcome = z.object({
  prro: prroDto,
  conflicts: z.array(changedMeanwhile.extend({ field: z.enum(prroFields) })),
});
export type SavePrroOutcome = z.infer<typeof savePrroOutcome>;
