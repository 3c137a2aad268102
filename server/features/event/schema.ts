import { z } from 'zod';
import { customerEvents } from '#server/features/customer/events.ts';
import { customerId } from '#server/features/customer/schema.ts';
import { operationEvents } from '#server/features/operation/events.ts';
import { sessionEvents } from '#server/features/session/events.ts';
import { userEvents } from '#server/features/user/events.ts';
import type { EventEnvelope } from '#server/shared/event.ts';
import { rowNumber } from '#server/shared/row-number.ts';

/** Every event type with the schema of its data: the one union of all nouns. */
export const eventCatalogue = {
  ...customerEvents,
  ...operationEvents,
  ...sessionEvents,
  ...userEvents,
} as const;

export type EventType = keyof typeof eventCatalogue;
export type EventData<Type extends EventType> = z.infer<(typeof eventCatalogue)[Type]>;
export type EventOf<Type extends EventType> = EventEnvelope<Type, EventData<Type>>;
/** Discriminated by `type`. */
export type TandemEvent = { [Type in EventType]: EventOf<Type> }[EventType];

/** The last tracked cursor travels as tRPC's `lastEventId`. */
export const streamInput = z.strictObject({ lastEventId: z.string().max(100).nullish() });
export type StreamInput = z.infer<typeof streamInput>;

export const listEventsInput = z.strictObject({
  customerId,
  pageSize: z.number().int().min(1).max(100).default(50),
  /** The customer's version of the oldest event already shown; older ones follow. */
  beforeVersion: rowNumber.optional(),
});
export type ListEventsInput = z.input<typeof listEventsInput>;
export type ListEventsQuery = z.output<typeof listEventsInput>;

export interface EventPageDto {
  /** Newest first, in words' raw material: codes and parameters. */
  rows: TandemEvent[];
  hasMore: boolean;
}
