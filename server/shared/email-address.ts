import { z } from 'zod';

/** As it is typed, to as it is kept: without spaces around it and in lower case. */
export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());
