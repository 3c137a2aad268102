import { z } from 'zod';

/** Subject: the cash register, under its company's id. */
export const prroEvents = {
  /** `changes` says of the licence key that it changed, and never what it was or is. */
  'prro.configured': z.object({}),
} as const;
