/**
 * What a frame from a page may say: tRPC's words for following a stream and for stopping, and one
 * mutation, the place that the page shows. Every other query and mutation belongs to HTTP.
 */
import { z } from 'zod';

const callsPerFrameMax = 10;

/** Close codes: RFC 6455, section 7.4.1; 4401 is ours: the session ended. */
export const closeCode = {
  unsupported: 1003,
  malformed: 1007,
  policy: 1008,
  failed: 1011,
  sessionEnded: 4401,
} as const;

const callId = z.union([z.number().int(), z.string().max(40)]);
const input = z.record(z.string(), z.unknown());

const call = z.discriminatedUnion('method', [
  z.object({
    id: callId,
    method: z.literal('subscription'),
    params: z.object({
      path: z.string().max(100),
      input: input.nullish(),
      lastEventId: z.string().max(100).nullish(),
    }),
  }),
  z.object({ id: callId, method: z.literal('subscription.stop') }),
  z.object({
    id: callId,
    method: z.literal('mutation'),
    params: z.object({ path: z.literal('presence.show'), input }),
  }),
]);
export type Call = z.infer<typeof call>;
export type SubscribeCall = Extract<Call, { method: 'subscription' }>;
export type MutateCall = Extract<Call, { method: 'mutation' }>;

const frame = z.union([z.array(call).max(callsPerFrameMax), call.transform((one) => [one])]);

/** Null for anything that is not a frame of calls we serve. */
export function parseFrame(text: string): Call[] | null {
  try {
    const parsed = frame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON at all; the caller closes the socket.
    return null;
  }
}
