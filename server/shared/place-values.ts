/**
 * What a place in a list may hold, by the type of the column that the list is sorted by: a place comes
 * back from the browser, so it may be anything.
 */
import { z } from 'zod';
import { isStorable } from './typed-text.ts';

/** What PostgreSQL writes for a moment in UTC. */
const momentPattern = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d{1,6})?\+00$/;

function isMoment(text: string): boolean {
  const [, day = '', time = ''] = momentPattern.exec(text) ?? [];
  const moment = new Date(`${day}T${time}Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

export const wholeNumber = z
  .string()
  .regex(/^\d{1,10}$/)
  .refine((digits) => Number(digits) <= 2_147_483_647);
export const text = z.string().max(600).refine(isStorable);
export const moment = z.string().refine(isMoment);
