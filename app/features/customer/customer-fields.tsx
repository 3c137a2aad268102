import { Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { useUnseenMark } from '#app/realtime/absence-unseen.tsx';
import { EditingMark } from '#app/realtime/presence-editing-mark.tsx';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { FieldView } from './edit/field-view.tsx';
import type { FieldGroup, ShownField } from './field-groups.ts';
import { useFieldGroups } from './field-groups.ts';
import './customer-page.css';
import './edit/edit.css';

/** Who last changed a field: another noun's matter, so the route hands it in. */
export type RenderHistory = (field: EditableField) => ReactNode;

interface Props {
  customer: CustomerDto;
  renderHistory: RenderHistory;
  /** Opens a field; null where the reader may not edit. */
  onEdit: ((field: EditableField) => void) | null;
}

/** All fields of a customer, grouped; what is not given says so, quietly. */
export function CustomerFields({ customer, renderHistory, onEdit }: Props) {
  const { id } = customer;
  return (
    <FieldCards
      customer={customer}
      renderRow={(row) =>
        row.isSpare && row.value === null ? null : (
          <FieldRow key={row.label} row={row} customerId={id} renderHistory={renderHistory}>
            <FieldView customerId={id} row={row} onEdit={onEdit} />
          </FieldRow>
        )
      }
    />
  );
}

interface CardsProps {
  customer: CustomerDto;
  renderRow: (row: ShownField) => ReactNode;
}

/** The frame that viewing and editing share, so that nothing moves between the two. */
export function FieldCards({ customer, renderRow }: CardsProps) {
  const groups = useFieldGroups(customer);
  return (
    <div className="t-field-groups">
      {groups.map((group) => (
        <Card key={group.name} group={group} renderRow={renderRow} />
      ))}
    </div>
  );
}

function Card({ group, renderRow }: Pick<CardsProps, 'renderRow'> & { group: FieldGroup }) {
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
      <dl className="t-fields">{group.fields.map(renderRow)}</dl>
    </Paper>
  );
}

interface RowProps {
  row: ShownField;
  customerId: number;
  renderHistory: RenderHistory;
  children: ReactNode;
}

/** A name and what stands for it: a value or an input. */
export function FieldRow({ row, customerId, renderHistory, children }: RowProps) {
  const { field, label, copy } = row;
  const unseen = useUnseenMark(customerId, field);
  return (
    <div className="t-field" data-row={field ?? undefined} data-whole={copy !== undefined}>
      <Text component="dt" size="sm" c="dimmed">
        {label}
        {field === null ? null : (
          <>
            {renderHistory(field)}
            <EditingMark customerId={customerId} field={field} />
          </>
        )}
      </Text>
      <dd {...unseen.props}>
        {children}
        {unseen.author}
      </dd>
    </div>
  );
}
