import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { useIssueTexts } from '#app/i18n/use-field-issues.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import {
  fieldsOf,
  follow,
  keepMine,
  openForm,
  settle,
  takeTheirs,
  typeInto,
  valueOf,
} from '#app/lib/followed-form.ts';
import { lastSaved } from './last-saved.ts';

interface Current<Values extends object> {
  version: number;
  values: Values;
}

interface Answer<Values extends object> extends Current<Values> {
  conflicts: readonly { field: string; by: string | null; at: string }[];
}

/** By field, in the reader's words. */
type Errors<Values extends object> = Partial<Record<keyof Values, string | undefined>>;

interface Options<Values extends object> {
  subject: 'company' | 'prro';
  /** What stands there, as the cache has it: it follows colleagues. */
  current: Current<Values>;
  save: (changes: Partial<Values>, version: number) => Promise<Answer<Values>>;
}

export type Followed<Values extends object> = ReturnType<typeof useFollowedForm<Values>>;

/** A form that is saved as a whole, follows colleagues, and saves over nobody. */
export function useFollowedForm<Values extends object>({
  subject,
  current,
  save,
}: Options<Values>) {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  const issueTexts = useIssueTexts();
  const [form, setForm] = useState(() => openForm(current.version, current.values));
  const [errors, setErrors] = useState<Errors<Values>>({});
  const [isPending, setPending] = useState(false);
  const { version, values } = current;
  if (version > form.version) {
    const { by, at, fields } = lastSaved(subject, version) ?? { by: null, at: null, fields: [] };
    setForm(follow(form, { version, values, by, at, fields }));
  }
  useEffect(() => focusFirstFault(errors), [errors]);

  async function submit(): Promise<void> {
    const sent = form.typed;
    setErrors({});
    setPending(true);
    try {
      const answer = await save(sent, form.version);
      const [first] = answer.conflicts;
      if (first === undefined) {
        setForm((now) => settle(now, sent, answer));
        showToast({ message: t('settings.saved') });
      } else {
        const fields = answer.conflicts.map(({ field }) => field);
        setForm((now) => follow(now, { ...answer, fields, by: first.by, at: first.at }));
      }
    } catch (error) {
      const data = errorDataOf(error);
      const issues = data?.issues.map((issue) => ({ ...issue, path: rootOf(issue.path) })) ?? [];
      if (data?.code === 'CURRENCY_FIXED')
        setErrors({ currency: errorText(error) } as Errors<Values>);
      else if (issues.length > 0) setErrors(issueTexts(issues) as Errors<Values>);
      else showToast({ message: errorText(error), tone: 'failed' });
    } finally {
      setPending(false);
    }
  }

  return {
    form,
    errors,
    isPending,
    submit,
    value: <Field extends keyof Values>(field: Field) => valueOf(form, field),
    type: <Field extends keyof Values>(field: Field, value: Values[Field]) => {
      setForm((now) => typeInto(now, field, value));
      setErrors((now) => ({ ...now, [field]: undefined }));
    },
    take: (field: keyof Values) => setForm((now) => takeTheirs(now, field)),
    keep: (field: keyof Values) => setForm((now) => keepMine(now, field)),
    discard: () => {
      setForm(({ version, saved }) => openForm(version, saved));
      setErrors({});
    },
    changedCount: fieldsOf<Values>(form.typed).length,
    notesCount: Object.keys(form.notes).length,
  };
}

function rootOf(path: string): string {
  return path.split('.')[0] ?? path;
}

function focusFirstFault(errors: object): void {
  if (Object.keys(errors).length === 0) return;
  document.querySelector<HTMLElement>('[data-settings] [aria-invalid="true"]')?.focus();
}
