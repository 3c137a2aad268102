import { z } from 'zod';
import type { CustomerStatus } from '#server/shared/customer-filter.ts';
import { customerQuestion, pageSize } from '#server/shared/customer-filter.ts';
import { customerFields, typedChanges, typedValue } from '#server/shared/customer-fields.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import { goneStates } from '#server/shared/link-state.ts';
import { moneySchema } from '#server/shared/money.ts';
import { passwordLength, passwordPolicy } from '#server/shared/password-policy.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { typedText } from '#server/shared/typed-text.ts';

/** A customer's state as stored: independent facts, never one enum (product 3.1). */
export const customerLock = z.object({
  reason: z.string(),
  /** Shown to the customer at sign-in beside "Your account is locked". */
  message: z.string().nullable(),
  at: z.string(),
  by: z.object({ id: z.number().int(), name: z.string() }).nullable(),
});
export type CustomerLock = z.infer<typeof customerLock>;

export const customerRowDto = z.object({
  id: z.number().int(),
  /** Grows by one with every event on this customer. */
  version: z.number().int(),
  login: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  middleName: z.string().nullable(),
  email: z.string(),
  /** E.164 */
  phone: z.string().nullable(),
  locked: customerLock.nullable(),
  lockedOutUntil: z.string().nullable(),
  emailConfirmed: z.boolean(),
  passwordStatus: z.enum(['active', 'reset']),
  balance: moneySchema,
  /** "Member since", ISO 8601 UTC */
  registeredAt: z.string(),
  /** ISO 3166-1 alpha-2 */
  country: z.string().nullable(),
  city: z.string().nullable(),
  organization: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  /** By caption. */
  tags: z.array(z.object({ id: z.number().int(), caption: z.string(), color: z.string() })),
  lastSignInAt: z.string().nullable(),
  devicesCount: z.number().int(),
});
export type CustomerRowDto = z.infer<typeof customerRowDto>;

/** The independent facts that a status is derived from (product 3.1). */
export type StatusFacts = Pick<
  CustomerRowDto,
  'locked' | 'lockedOutUntil' | 'emailConfirmed' | 'passwordStatus'
>;

/**
 * The one derived status, the strictest fact first. `now` decides whether a lockout still holds:
 * one that ends exactly now has ended.
 */
export function statusOf(facts: StatusFacts, now: Date): CustomerStatus {
  if (facts.locked !== null) return 'locked';
  if (isLockedOut(facts, now)) return 'lockedOut';
  if (facts.passwordStatus === 'reset') return 'passwordReset';
  if (!facts.emailConfirmed) return 'notConfirmed';
  return 'enabled';
}

export function isLockedOut(facts: Pick<StatusFacts, 'lockedOutUntil'>, now: Date): boolean {
  return facts.lockedOutUntil !== null && new Date(facts.lockedOutUntil) > now;
}

export const legalTypes = ['person', 'soleTrader', 'company'] as const;
export const genders = ['female', 'male'] as const;

export const customerDto = customerRowDto.extend({
  gender: z.enum(genders).nullable(),
  /** YYYY-MM-DD */
  birthday: z.string().nullable(),
  region: z.string().nullable(),
  addressLine1: z.string().nullable(),
  addressLine2: z.string().nullable(),
  postalCode: z.string().nullable(),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  legalType: z.enum(legalTypes),
  legalName: z.string().nullable(),
  taxNumber: z.string().nullable(),
  website: z.string().nullable(),
  salesRepresentative: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  comment: z.string().nullable(),
  /** Cabinet sessions that are open now. */
  openSessionsCount: z.number().int(),
});
export type CustomerDto = z.infer<typeof customerDto>;

export const listCustomersInput = customerQuestion.extend({
  pageSize: pageSize.default(10),
  /** Opaque place of a page, from `nextCursor` or `previousCursor`; absent = the first page. */
  cursor: z.string().max(1000).optional(),
});
/** As a caller writes it. */
export type ListCustomersInput = z.input<typeof listCustomersInput>;
/** As a use case gets it. */
export type ListCustomersQuery = z.output<typeof listCustomersInput>;

/** How long counting exactly may take. */
export const countMaxMs = 10_000;
/** The exact number of a result whose total is capped; may take seconds, and has a limit. */
export const countCustomersInput = customerQuestion.pick({ search: true, filter: true });
export type CountCustomersInput = z.output<typeof countCustomersInput>;
export const customerCountDto = z.object({ total: z.number().int() });
export type CustomerCountDto = z.infer<typeof customerCountDto>;

/** Which of these customers are in the result: for rows that a colleague changed. */
export const matchMax = 100;
export const matchCustomersInput = countCustomersInput.extend({
  customerIds: z.array(rowNumber).min(1).max(matchMax),
});
export type MatchCustomersInput = z.output<typeof matchCustomersInput>;
export const customerMatchDto = z.object({ customerIds: z.array(z.number().int()) });
export type CustomerMatchDto = z.infer<typeof customerMatchDto>;

/** Who stands before and after a customer in the result; null at its ends. */
export const findNeighboursInput = customerQuestion.extend({ customerId: rowNumber });
export type FindNeighboursInput = z.output<typeof findNeighboursInput>;
export const neighboursDto = z.object({
  previousId: z.number().int().nullable(),
  nextId: z.number().int().nullable(),
});
export type NeighboursDto = z.infer<typeof neighboursDto>;

export const customerPageDto = z.object({
  rows: z.array(customerRowDto),
  /** Exact up to 10 000, else the cap (shown as "10,000+"). */
  total: z.number().int(),
  totalIsCapped: z.boolean(),
  /** 1-based place of the first row within the result; 0 when empty. */
  from: z.number().int(),
  to: z.number().int(),
  nextCursor: z.string().nullable(),
  previousCursor: z.string().nullable(),
});
export type CustomerPageDto = z.infer<typeof customerPageDto>;

export const customerId = rowNumber;
export const getCustomerInput = z.strictObject({ customerId });
export type GetCustomerInput = z.infer<typeof getCustomerInput>;

/**
 * What every mutation of an existing customer carries: whom, the version that the screen showed, and
 * the tab's own mark. There is no write path without it: `holdCustomer` asks for it as well.
 */
export const customerChange = z.strictObject({
  customerId,
  version: rowNumber,
  mutationId: z.uuid().optional(),
});
export type CustomerChange = z.infer<typeof customerChange>;

export const lockReasonLength = { min: 3, max: 500 } as const;
export const lockCustomerInput = customerChange.extend({
  reason: typedText.min(lockReasonLength.min).max(lockReasonLength.max),
  message: typedText.max(500).optional(),
});
export type LockCustomerInput = z.infer<typeof lockCustomerInput>;

export const unlockCustomerInput = customerChange;
export type UnlockCustomerInput = z.infer<typeof unlockCustomerInput>;

export const sendLinkInput = customerChange;
export type SendLinkInput = z.infer<typeof sendLinkInput>;

/** The token comes by the cookie alone. */
export const readLinkInput = z.strictObject({}).optional();

/** What a customer who holds a link is told of it. */
export const customerLinkDto = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('valid'),
    customerId,
    version: rowNumber,
    login: z.string(),
    firstName: z.string(),
    companyName: z.string(),
    policy: passwordPolicy,
  }),
  z.object({ state: z.enum(goneStates) }),
]);
export type CustomerLinkDto = z.infer<typeof customerLinkDto>;

/** Whose password the page said it would be: another tab may have opened another link since. */
export const choosePasswordInput = customerChange.extend({
  /** Bounded, and no more: what is wrong with it is said beside the field. */
  password: z.string().max(passwordLength.max),
});
export type ChoosePasswordInput = z.infer<typeof choosePasswordInput>;
/** What to sign in with: it may have been corrected while the page was open. */
export const chosenPasswordDto = z.object({ login: z.string() });
export type ChosenPasswordDto = z.infer<typeof chosenPasswordDto>;

/** Permanent, so it is confirmed by typing the login (product 3.4). */
export const removeCustomerInput = customerChange.extend({ login: typedText.max(200) });
export type RemoveCustomerInput = z.infer<typeof removeCustomerInput>;
export const removedCustomerDto = z.object({ customerId });
export type RemovedCustomerDto = z.infer<typeof removedCustomerDto>;

const tagIds = z.array(rowNumber).max(100);

export const createCustomerInput = z.strictObject({
  /** All that was filled in; what is missing is "not given". */
  values: typedChanges,
  tagIds: tagIds.default([]),
  password: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('typed'), password: z.string().max(1000) }),
    /** The customer sets it by a link that is sent by e-mail. */
    z.strictObject({ kind: z.literal('link') }),
  ]),
  mutationId: z.uuid(),
});
export type CreateCustomerInput = z.input<typeof createCustomerInput>;
export type CreateCustomerCommand = z.output<typeof createCustomerInput>;

export const editCustomerInput = customerChange.extend({
  /** Only what was changed, as typed; checked field by field. */
  changes: typedChanges.default({}),
  /** The version at which a field was read, where it is older than `version`. */
  basedOn: z.partialRecord(z.enum(customerFields), rowNumber).default({}),
  /** Tags merge as a set: what to add, what to take away. */
  tags: z
    .strictObject({ add: tagIds.default([]), remove: tagIds.default([]) })
    .default({ add: [], remove: [] }),
});
export type EditCustomerInput = z.input<typeof editCustomerInput>;
export type EditCustomerCommand = z.output<typeof editCustomerInput>;

/** A value with the name that a reference has; null for what is no reference. */
const namedValue = z.object({ value: typedValue, name: z.string().nullable() });
export type NamedValue = z.infer<typeof namedValue>;

/** A field that a colleague (or another tab) changed since it was read: it is not saved over. */
export const fieldConflict = z.object({
  field: z.enum(customerFields),
  /** What stood there when it was read. */
  base: namedValue,
  /** What stands there now. */
  theirs: namedValue,
  mine: namedValue,
  by: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  at: z.string(),
});
export type FieldConflict = z.infer<typeof fieldConflict>;

/** What became of a save: each field that was asked for is in exactly one of the three lists. */
export const editOutcome = z.object({
  customer: customerDto,
  /** Stand now as asked. */
  saved: z.array(z.enum([...customerFields, 'tags'])),
  conflicts: z.array(fieldConflict),
  /** `path` is the field. */
  issues: z.array(z.custom<FieldIssue>()),
  /** The event that tells of it and that can be undone; null when nothing changed. */
  eventId: z.string().nullable(),
});
export type EditOutcome = z.infer<typeof editOutcome>;

/** Undo is offered for so long (product 5.3). */
export const undoMaxMs = 15 * 60_000;

export const undoChangeInput = customerChange.extend({
  /** The event to compensate: a lock, an unlock or an edit. */
  eventId: z.string().regex(/^\d{1,19}$/),
});
export type UndoChangeInput = z.infer<typeof undoChangeInput>;

export const checkTakenInput = z.strictObject({
  field: z.enum(['login', 'email']),
  value: z.string().max(10_000),
  /** The customer being edited: their own value is theirs. */
  customerId: customerId.optional(),
});
export type CheckTakenInput = z.infer<typeof checkTakenInput>;
export const takenDto = z.object({
  takenBy: z.object({ id: z.number().int(), name: z.string() }).nullable(),
});
export type TakenDto = z.infer<typeof takenDto>;
