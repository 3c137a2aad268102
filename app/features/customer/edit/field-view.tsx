import { ActionIcon, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Highlight } from '#app/components/highlight.tsx';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { CopyButton } from '../copy-button.tsx';
import type { ShownField } from '../field-groups.ts';

interface Props {
  customerId: number;
  row: ShownField;
  /** Opens the field; null where the reader may not edit. */
  onEdit: ((field: EditableField) => void) | null;
}

/** What a customer signs in with is opened by a step of its own, not by a click that went astray. */
export function isRisky(field: EditableField): boolean {
  return field === 'login' || field === 'email';
}

/** A value at rest. A click, Enter or F2 opens it; a link or a risky field has a pencil for that. */
export function FieldView({ customerId, row, onEdit }: Props) {
  const { field, copy, href } = row;
  const isEditable = field !== null && onEdit !== null;
  const hasPencil = isEditable && (isRisky(field) || href !== undefined);
  const open = () => {
    if (isEditable) onEdit(field);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F2' || !isEditable) return;
    event.preventDefault();
    open();
  };
  return (
    <div className="t-field-rest" onKeyDown={onKeyDown}>
      {isEditable && !hasPencil ? (
        <OpenButton label={row.label} onClick={open}>
          <Shown customerId={customerId} row={row} />
        </OpenButton>
      ) : (
        <span className="t-field-open" data-still="true">
          <Shown customerId={customerId} row={row} />
        </span>
      )}
      {copy === undefined ? null : <CopyButton value={copy.value} label={copy.label} />}
      {hasPencil ? <PencilButton label={row.label} onClick={open} /> : null}
    </div>
  );
}

interface OpenProps {
  label: string;
  onClick: () => void;
}

function OpenButton({ label, onClick, children }: OpenProps & { children: ReactNode }) {
  const { t } = useTranslation('customer');
  return (
    <button type="button" className="t-field-open" data-opens="true" onClick={onClick}>
      <span className="visually-hidden">{t('edit.change', { field: label })} </span>
      {children}
      <IconPencil size={14} stroke={1.5} aria-hidden="true" className="t-field-pencil no-print" />
    </button>
  );
}

function PencilButton({ label, onClick }: OpenProps) {
  const { t } = useTranslation('customer');
  return (
    <ActionIcon
      size="sm"
      className="no-print"
      data-opens="true"
      aria-label={t('edit.change', { field: label })}
      onClick={onClick}
    >
      <IconPencil size={16} stroke={1.5} aria-hidden="true" />
    </ActionIcon>
  );
}

/** The value alone; a colleague's change fades from violet beside its author. */
function Shown({ customerId, row }: Pick<Props, 'customerId' | 'row'>) {
  const { t } = useTranslation('customer');
  const { field, value, href } = row;
  const latest = useRecentChange('customer', customerId, field ?? undefined);
  return (
    <Highlight change={field === null ? null : latest}>
      {value === null ? (
        <Text component="span" size="sm" c="dimmed">
          {t('value.none')}
        </Text>
      ) : (
        <span className="t-field-value">
          {href === undefined ? value : <a href={href}>{breakable(value)}</a>}
        </span>
      )}
    </Highlight>
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
