import { z } from 'zod';
import { companyFace } from './schema.ts';

/** Subject: the company. */
export const companyEvents = {
  /** `changes` has each setting, a password policy by its parts; `face` is what pages show from now on. */
  'company.edited': z.object({ face: companyFace }),
} as const;
