import { useCallback } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIssueTexts } from '#app/i18n/use-field-issues.ts';
import type { CustomerField } from '#server/shared/customer-fields.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import { FieldInput } from '../fields/field-input.tsx';
import type { NewCustomerForm } from './use-new-customer.ts';
import type { TakenBy } from './use-taken.ts';
import { isUnique } from './use-taken.ts';

interface Props {
  field: CustomerField;
  page: NewCustomerForm;
  required?: boolean;
}

/** One field of the form, with what is wrong with it beside it. */
export function CreateField({ field, page, required = false }: Props) {
  return (
    <FieldInput
      field={field}
      value={page.form.values[field]}
      onChange={(value, name) => page.change(field, value, name)}
      onBlur={() => page.leave(field)}
      error={useFieldError(field, page)}
      required={required}
      referenceName={page.names[field]}
    />
  );
}

function useFieldError(field: CustomerField, page: NewCustomerForm): ReactNode {
  const text = useIssueText();
  const issue = page.issues[field];
  const by = isUnique(field) ? page.takenBy(field, page.form.values[field]) : null;
  if (by !== null && (issue === undefined || issue.code === 'taken')) return <Taken by={by} />;
  return text(issue);
}

/** Whose it is; their page opens beside this one, so that nothing here is left. */
function Taken({ by }: { by: TakenBy }) {
  const { t } = useTranslation('customer');
  return (
    <>
      {t('create.takenBy')}{' '}
      <a href={`/customers/${by.id}`} target="_blank" rel="noreferrer" className="t-taken">
        {t('create.takenCustomer', { name: by.name, id: by.id })}
      </a>
    </>
  );
}

export function useIssueText(): (issue: FieldIssue | undefined) => string | null {
  const texts = useIssueTexts();
  return useCallback(
    (issue) => (issue === undefined ? null : (Object.values(texts([issue]))[0] ?? null)),
    [texts],
  );
}
