/**
 * Acting on many customers: the words that the run (server/features/batch) and what it does to
 * customers (server/features/customer) have in common. Pure and browser-safe.
 */
import { z } from 'zod';
import { rowNumber } from './row-number.ts';
import { typedText } from './typed-text.ts';

/** What people order; a run that takes another one back is `undo`. */
export const batchOrder = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('lock'),
    reason: typedText.min(3).max(500),
    message: typedText.max(500).optional(),
  }),
  z.strictObject({ action: z.literal('unlock') }),
  z.strictObject({ action: z.literal('addTag'), tagId: rowNumber }),
  z.strictObject({ action: z.literal('removeTag'), tagId: rowNumber }),
  z.strictObject({ action: z.literal('remove') }),
]);
export type BatchOrder = z.output<typeof batchOrder>;

export const batchActions = ['lock', 'unlock', 'addTag', 'removeTag', 'remove', 'undo'] as const;
export type BatchAction = (typeof batchActions)[number];

export const batchVerdicts = ['done', 'skipped', 'failed'] as const;
export type BatchVerdict = (typeof batchVerdicts)[number];

/** Why a row was skipped or failed. */
export const batchReasons = [
  /** Skipped: someone changed the customer after they were chosen. */
  'changedSince',
  'alreadyLocked',
  'notLocked',
  'tagThere',
  'tagNotThere',
  /** Skipped: removed, or no longer shown to the author. */
  'gone',
  /** Skipped by undo: what was done has been changed since. */
  'undoneAlready',
  /** Failed: open orders or a balance forbid removing (S1-58). */
  'hasOpenOrders',
  'hasBalance',
  /** Failed: the author lost the right, or was blocked, in the middle. */
  'forbidden',
  /** Failed: the tag was removed in the middle. */
  'tagGone',
  'internal',
  /** Skipped: someone stopped the run before its turn. */
  'stopped',
] as const;
export type BatchReason = (typeof batchReasons)[number];

/** One customer of a chunk. */
export interface BatchTarget {
  customerId: number;
  /** The version that the author saw, or looked at and included. */
  version: number;
  /** Of an undo: the event to take back. */
  eventId: string | null;
}

export interface BatchOutcome {
  customerId: number;
  verdict: BatchVerdict;
  /** Null exactly when done. */
  reason: BatchReason | null;
  eventId: string | null;
}

/** What a chunk is to do; an undo says what had been done. */
export type BatchChunk = { batchId: number } & (
  | { order: BatchOrder; targets: BatchTarget[] }
  | {
      order: {
        action: 'undo';
        undoes: Exclude<BatchAction, 'undo'>;
        /** Of a tag that was added or removed. */
        tagId: number | null;
      };
      targets: BatchTarget[];
    }
);
