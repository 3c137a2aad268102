/**
 * What a link is worth at a moment, and what a new password must be. Pure: rows in, a state or the
 * issues out. That of two uses at once only one counts is the repository's matter.
 */
import type { FieldIssue } from '#server/shared/errors.ts';
import { passwordIssue } from '#server/shared/password-policy.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import type { GoneState } from './schema.ts';

export interface LinkFacts {
  expiresAt: Date;
  usedAt: Date | null;
  voidedAt: Date | null;
  /** Of a customer: when they were locked. */
  blockedAt: Date | null;
}

export function stateOf(link: LinkFacts | null, now: Date): 'valid' | GoneState {
  if (link === null) return 'unknown';
  if (link.blockedAt) return 'blocked';
  if (link.usedAt) return 'used';
  if (link.voidedAt) return 'superseded';
  return link.expiresAt <= now ? 'expired' : 'valid';
}

/** Product 3.3. @param isCommon what is known of passwords that everyone tries first */
export function newPasswordIssues(
  { password, path }: { password: string; path: string },
  policy: PasswordPolicy,
  isCommon: (password: string) => boolean,
): FieldIssue[] {
  const issue = passwordIssue(password, policy);
  if (issue) return [{ path, ...issue }];
  return isCommon(password) ? [{ path, code: 'passwordCommon' }] : [];
}

/** Links that one account may ask for within the hour; those that follow are not sent. */
export const linksPerHourMax = 5;
