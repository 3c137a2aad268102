import { z } from 'zod';

/** YYYY-MM-DD, from the first year on: the database knows no year 0. */
export const calendarDay = z.iso.date().refine((day) => day >= '0001-01-01');
