import { z } from 'zod';
import { batchEvents } from '#server/features/batch/events.ts';
import { companyEvents } from '#server/features/company/events.ts';
import { customerEvents } from '#server/features/customer/events.ts';
import { customerId } from '#server/features/customer/schema.ts';
import { exportEvents } from '#server/features/export/events.ts';
import { operationEvents } from '#server/features/operation/events.ts';
import { orderEvents } from '#server/features/order/events.ts';
import { prroEvents } from '#server/features/prro/events.ts';
import { sessionEvents } from '#server/features/session/events.ts';
import { userEvents } from '#server/features/user/events.ts';
import { viewEvents } from '#server/features/view/events.ts';
import { calendarDay } from '#server/shared/calendar-day.ts';
import { editableFields } from '#server/shared/customer-fields.ts';
import type { EventEnvelope, FieldChange } from '#server/shared/event.ts';
import { rowNumber } from '#server/shared/row-number.ts';

/** Every event type with the schema of its data: the one union of all nouns. */
export const eventCatalogue = {
  ...customerEvents,
  ...operationEvents,
  ...orderEvents,
  ...sessionEvents,
  ...userEvents,
  ...viewEvents,
  ...batchEvents,
  ...exportEvents,
  ...companyEvents,
  ...prroEvents,
} as const;

export type EventType = keyof typeof eventCatalogue;
export type EventData<Type extends EventType> = z.infer<(typeof eventCatalogue)[Type]>;
export type EventOf<Type extends EventType> = EventEnvelope<Type, EventData<Type>>;
/** Discriminated by `type`. */
export type TandemEvent = { [Type in EventType]: EventOf<Type> }[EventType];

/** The last tracked cursor travels as tRPC's `lastEventId`. */
export const streamInput = z.strictObject({ lastEventId: z.string().max(100).nullish() });
export type StreamInput = z.infer<typeof streamInput>;

/** What the activity can be narrowed to: kinds of change in a reader's sense. */
export const eventKinds = {
  profile: ['customer.created', 'customer.edited'],
  access: [
    ...(['customer.locked', 'customer.unlocked', 'customer.removed'] as const),
    ...(['customer.linkOrdered', 'customer.linkSent', 'customer.linkFailed'] as const),
    'customer.passwordSet',
  ],
  money: ['operation.deposited', 'operation.withdrawn', 'operation.refunded', 'operation.reversed'],
} as const satisfies Record<string, readonly EventType[]>;
export const eventKindNames = ['profile', 'access', 'money'] as const;
export type EventKind = (typeof eventKindNames)[number];

export const listEventsInput = z.strictObject({
  customerId,
  pageSize: z.number().int().min(1).max(100).default(50),
  /** The customer's version of the oldest event already shown; older ones follow. */
  beforeVersion: rowNumber.optional(),
  /** None = all. */
  kinds: z.array(z.enum(eventKindNames)).max(eventKindNames.length).optional(),
  authorId: rowNumber.optional(),
  /** First and last calendar day (YYYY-MM-DD) in the company's zone, both included. */
  from: calendarDay.optional(),
  to: calendarDay.optional(),
});
export type ListEventsInput = z.input<typeof listEventsInput>;
export type ListEventsQuery = z.output<typeof listEventsInput>;

/** The history of one order; few enough for one page. */
export const orderEventsMax = 100;
export const listOrderEventsInput = z.strictObject({ orderId: rowNumber });
export type ListOrderEventsInput = z.infer<typeof listOrderEventsInput>;

export interface EventPageDto {
  /** Newest first, in words' raw material: codes and parameters. */
  rows: TandemEvent[];
  hasMore: boolean;
}

export const authorsMax = 100;
/** Who has written anything in a customer's activity: for the filter, by name. */
export const listAuthorsInput = z.strictObject({ customerId });
export type ListAuthorsInput = z.infer<typeof listAuthorsInput>;
export const authorDto = z.object({ id: z.number().int(), name: z.string() });
export type AuthorDto = z.infer<typeof authorDto>;

/** Who last changed a field of a customer; null if nobody has since the customer is on record. */
export const getLastChangeInput = z.strictObject({
  customerId,
  field: z.enum([...editableFields, 'locked', 'balance']),
});
export type GetLastChangeInput = z.infer<typeof getLastChangeInput>;

export interface LastChangeDto {
  author: AuthorDto | null;
  at: string;
  /** The event's type: `customer.created` for a value that has never been changed since. */
  type: EventType;
  /** Of that field alone, references by name. */
  changes: FieldChange[];
}

type Named = { name: string } | null;

/** What an event changed, with the names of references in the place of their ids. */
export function namedChanges(event: TandemEvent): FieldChange[] {
  if (event.type !== 'customer.created' && event.type !== 'customer.edited') return event.changes;
  const { organization, salesRepresentative } = event.data;
  return event.changes.map((change) => {
    if (change.field === 'organizationId') return withNames(change, organization);
    return change.field === 'salesRepresentativeId'
      ? withNames(change, salesRepresentative)
      : change;
  });
}

function withNames(
  change: FieldChange,
  reference: { old: Named; new: Named } | Named | undefined,
): FieldChange {
  if (reference === undefined || reference === null) return change;
  if (!('old' in reference)) return { ...change, new: reference.name };
  return { ...change, old: reference.old?.name ?? null, new: reference.new?.name ?? null };
}
