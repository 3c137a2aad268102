import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { FieldIssue } from '#server/shared/errors.ts';
import { fieldIssues } from '#server/shared/field-issues.ts';

/** Errors by field path, as Mantine's forms take them. */
type FormErrors = Record<string, string>;

const known = [
  'amount',
  'country',
  'cyrillic',
  'date',
  'dateFuture',
  'email',
  'fiscalNumber',
  'format',
  'gone',
  'idleOverAbsolute',
  'invalid',
  'legalName',
  'licenceKey',
  'login',
  'mismatch',
  'name',
  'passwordChars',
  'passwordCommon',
  'passwordWeak',
  'phone',
  'phoneUa',
  'required',
  'taken',
  'userPhone',
  'taxNumber',
  'taxNumberCompany',
  'taxNumberPerson',
  'tooHigh',
  'tooLong',
  'tooLow',
  'tooShort',
  'unknownField',
  'userEmail',
  'userPhone',
  'website',
] as const;

function isKnown(code: string): code is (typeof known)[number] {
  return known.some((other) => other === code);
}

/** "At least 1 character" is a long way to say that the field is empty. */
function textOf(code: string, params: FieldIssue['params']): (typeof known)[number] {
  if (code === 'tooShort' && params?.['min'] === 1) return 'required';
  return isKnown(code) ? code : 'invalid';
}

/** Issues of the server or of a schema, in words, one per field. */
export function useIssueTexts(): (issues: readonly FieldIssue[]) => FormErrors {
  const { t } = useTranslation('error');
  return useCallback(
    (issues) => {
      const errors: FormErrors = {};
      for (const { path, code, params } of issues) {
        errors[path] ??= t(`field.${textOf(code, params)}`, {
          ...params,
          count: Number(params?.['min'] ?? params?.['max'] ?? 0),
        });
      }
      return errors;
    },
    [t],
  );
}

interface FormLike {
  setErrors: (errors: FormErrors) => void;
  getInputNode: (path: string) => HTMLElement | null;
}

/** Says what the server refused beside the fields, and goes to the first of them. */
export function useApplyFieldIssues(): (form: FormLike, issues: readonly FieldIssue[]) => void {
  const texts = useIssueTexts();
  return useCallback(
    (form, issues) => {
      form.setErrors(texts(issues));
      const first = issues[0];
      if (first !== undefined) form.getInputNode(first.path)?.focus();
    },
    [texts],
  );
}

/**
 * Mantine's `validate` by the server's own schema: the same rules, the reader's words. A field that
 * is empty asks for what belongs there, whatever rule found it so.
 * @param required what to say of an empty field, by its name
 */
export function useSchemaValidation(
  schema: z.ZodType,
  required: Readonly<Partial<Record<string, string>>> = {},
): (values: Readonly<Record<string, string>>) => FormErrors {
  const texts = useIssueTexts();
  return (values) => {
    const result = schema.safeParse(values);
    return result.success ? {} : withRequired(texts(fieldIssues(result.error)), values, required);
  };
}

/** The errors, in which each empty field says what it waits for. */
export function withRequired(
  errors: FormErrors,
  values: Readonly<Record<string, string>>,
  required: Readonly<Partial<Record<string, string>>>,
): FormErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([field, text]) => [
      field,
      values[field]?.trim() === '' ? (required[field] ?? text) : text,
    ]),
  );
}
