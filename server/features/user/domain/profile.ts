/**
 * One's own name and phone: what of a save goes in. Invariant: a field that was changed elsewhere
 * since it was read is never saved over; a field that is wrong keeps only itself out. Pure.
 */
import { AppError } from '#server/shared/errors.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import type { FieldChange } from '#server/shared/event.ts';
import { checkUserField } from '#server/shared/user-rules.ts';
import type { ValidationProfile } from '#server/shared/validation-profile.ts';
import { profileFields } from '../schema.ts';
import type { EditProfileInput, ProfileConflict, ProfileField } from '../schema.ts';

export type ProfileValues = Record<ProfileField, string>;

export interface ProfileFacts {
  /** As the row stands inside the transaction. */
  stored: ProfileValues & { version: number };
  /** Edits since the version that was read, oldest first. */
  edits: readonly { at: string; changes: readonly FieldChange[] }[];
  /** Whether the wanted phone is another user's. */
  isPhoneTaken: boolean;
  validationProfile: ValidationProfile;
}

export interface ProfilePlan {
  /** Went in, or stands there already. */
  saved: ProfileField[];
  changes: FieldChange[];
  conflicts: ProfileConflict[];
  issues: FieldIssue[];
}

/** The phone as it would be stored; null for none asked for, or a wrong one. */
export function wantedPhone(
  { changes }: Pick<EditProfileInput, 'changes'>,
  validationProfile: ValidationProfile,
): string | null {
  if (changes.phone === undefined) return null;
  return checkUserField('phone', changes.phone, validationProfile).value;
}

/** @throws STALE_VERSION for a version that never was */
export function planProfileEdit(
  { version, changes }: EditProfileInput,
  facts: ProfileFacts,
): ProfilePlan {
  const { stored, validationProfile, isPhoneTaken } = facts;
  if (version > stored.version) throw new AppError('STALE_VERSION');
  const plan: ProfilePlan = { saved: [], changes: [], conflicts: [], issues: [] };
  for (const field of profileFields) {
    const typed = changes[field];
    if (typed === undefined) continue;
    const { value, issue } = checkUserField(field, typed, validationProfile);
    const conflict = value === stored[field] ? null : conflictAt(field, facts);
    if (issue) plan.issues.push(issue);
    else if (conflict) plan.conflicts.push({ ...conflict, mine: value });
    else if (field === 'phone' && isPhoneTaken) {
      plan.issues.push({ path: field, code: 'userPhone' });
    } else {
      plan.saved.push(field);
      if (value !== stored[field]) plan.changes.push({ field, old: stored[field], new: value });
    }
  }
  return plan;
}

function conflictAt(
  field: ProfileField,
  { stored, edits }: ProfileFacts,
): Omit<ProfileConflict, 'mine'> | null {
  const last = edits.findLast(({ changes }) => changes.some((change) => change.field === field));
  return last ? { field, theirs: stored[field], at: last.at } : null;
}
