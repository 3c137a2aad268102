import type { ZodError } from 'zod';
import type { FieldIssue } from './errors.ts';

/**
 * zod's issues as codes of `error:field.*`, so that the reader's screen puts them into words.
 * Values that were typed are never repeated.
 */
export function fieldIssues(cause: unknown): FieldIssue[] {
  if (!isZodError(cause)) return [];
  return cause.issues.slice(0, 50).map((issue) => ({
    path: issue.path.join('.'),
    ...codeOf(issue),
  }));
}

/** By its name: the browser then needs zod only where it checks something itself. */
function isZodError(cause: unknown): cause is ZodError {
  return cause instanceof Error && cause.name === 'ZodError' && 'issues' in cause;
}

type Issue = ZodError['issues'][number];

function codeOf(issue: Issue): Pick<FieldIssue, 'code' | 'params'> {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'number')
        return { code: 'tooLow', params: { min: Number(issue.minimum) } };
      return { code: 'tooShort', params: { min: Number(issue.minimum) } };
    case 'too_big':
      if (issue.origin === 'number')
        return { code: 'tooHigh', params: { max: Number(issue.maximum) } };
      return { code: 'tooLong', params: { max: Number(issue.maximum) } };
    case 'invalid_format':
      return { code: issue.format === 'email' ? 'email' : 'format' };
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return { code: typeof code === 'string' ? code : 'invalid' };
    }
    case 'unrecognized_keys':
      return { code: 'unknownField' };
    default:
      return { code: 'invalid' };
  }
}
