import { Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { CopyButton } from './copy-button.tsx';
import type { FieldGroup, ShownField } from './field-groups.ts';
import { useFieldGroups } from './field-groups.ts';
import './customer-page.css';

/** All fields of a customer, grouped; what is not given says so, quietly. */
export function CustomerFields({ customer }: { customer: CustomerDto }) {
  const groups = useFieldGroups(customer);
  return (
    <div className="t-field-groups">
      {groups.map((group) => (
        <Group key={group.title} group={group} />
      ))}
    </div>
  );
}

function Group({ group }: { group: FieldGroup }) {
  const headingId = useId();
  return (
    <Paper
      withBorder
      radius="md"
      p="lg"
      component="section"
      aria-labelledby={headingId}
      className="t-field-group"
      data-wide={group.isWide}
    >
      <Title order={2} size="h4" id={headingId}>
        {group.title}
      </Title>
      <dl className="t-fields">
        {group.fields.map((field) => (
          <Field key={field.label} field={field} />
        ))}
      </dl>
    </Paper>
  );
}

function Field({ field: { label, value, copy, href } }: { field: ShownField }) {
  const { t } = useTranslation('customer');
  return (
    <div className="t-field" data-whole={copy !== undefined}>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <dd>
        {value === null ? (
          <Text component="span" size="sm" c="dimmed">
            {t('value.none')}
          </Text>
        ) : (
          <span className="t-field-value">
            {href === undefined ? value : <a href={href}>{breakable(value)}</a>}
          </span>
        )}
        {copy === undefined ? null : <CopyButton value={copy.value} label={copy.label} />}
      </dd>
    </div>
  );
}

/** An e-mail that is longer than its line breaks after the @, not within a word. */
function breakable(value: string): ReactNode {
  const [name, domain] = value.split('@');
  if (name === undefined || domain === undefined) return value;
  return (
    <>
      {name}@<wbr />
      {domain}
    </>
  );
}
