import { z } from 'zod';

/** An id, a version or a running number, within what the database's `int` holds. */
export const rowNumber = z.number().int().positive().max(2_147_483_647);
