import { z } from 'zod';
import { operationDto } from './schema.ts';

const posted = z.object({ operation: operationDto });

/** Subject: the customer whose account moved; `version` is the customer's. */
export const operationEvents = {
  'operation.deposited': posted,
  'operation.withdrawn': posted,
  /** Of an order that was cancelled. */
  'operation.refunded': posted,
  'operation.reversed': posted,
} as const;
