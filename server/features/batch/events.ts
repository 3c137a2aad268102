import { batchDto } from './schema.ts';

/**
 * Subject: the batch. What happened to each customer is told by the customer's own events, which
 * come in the same message as their chunk's progress.
 */
export const batchEvents = {
  'batch.started': batchDto,
  /** After each chunk: the counts so far. */
  'batch.progressed': batchDto,
  /** Finished or stopped. */
  'batch.ended': batchDto,
} as const;
