import { useState } from 'react';
import type {
  ProfileConflict,
  ProfileField,
  ProfileOutcome,
} from '#server/features/user/schema.ts';
import { profileFields } from '#server/features/user/schema.ts';
import type { FieldIssue } from '#server/shared/errors.ts';

export type Typed = Partial<Record<ProfileField, string>>;

interface State {
  typed: Typed;
  /** The version that the first touched field was read at. */
  readVersion: number | null;
  issues: readonly FieldIssue[];
  conflicts: readonly ProfileConflict[];
}

const nothing: State = { typed: {}, readVersion: null, issues: [], conflicts: [] };

/** What was typed and not saved, and what is wrong with it. */
export function useTypedProfile() {
  const [state, setState] = useState(nothing);
  return {
    ...state,
    type: (field: ProfileField, text: string, version: number) =>
      setState((before) => ({
        ...before,
        typed: { ...before.typed, [field]: text },
        readVersion: before.readVersion ?? version,
        issues: before.issues.filter(({ path }) => path !== field),
      })),
    blame: (issue: FieldIssue) =>
      setState((before) => ({
        ...before,
        issues: [...before.issues.filter(({ path }) => path !== issue.path), issue],
      })),
    /** What went in is no longer typed; the rest stays, with what the server said of it. */
    settle: (asked: readonly ProfileField[], outcome: ProfileOutcome) =>
      setState((before) => {
        const rest = without(before, outcome.saved);
        const others = without(rest, asked);
        return {
          ...rest,
          issues: [...others.issues, ...outcome.issues],
          conflicts: [...others.conflicts, ...outcome.conflicts],
        };
      }),
    release: (field: ProfileField) => setState((before) => without(before, [field])),
    discard: () => setState(nothing),
  };
}

function without(state: State, fields: readonly ProfileField[]): State {
  const isKept = (name: string) => !fields.some((field) => field === name);
  const kept = profileFields.filter((field) => isKept(field) && state.typed[field] !== undefined);
  return {
    typed: Object.fromEntries(kept.map((field) => [field, state.typed[field]])),
    readVersion: kept.length === 0 ? null : state.readVersion,
    issues: state.issues.filter(({ path }) => isKept(path)),
    conflicts: state.conflicts.filter(({ field }) => isKept(field)),
  };
}
