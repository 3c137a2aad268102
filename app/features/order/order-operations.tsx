import { Paper, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { OrderOperationDto } from '#server/features/order/schema.ts';

const columns = ['number', 'createdAt', 'kind', 'amount', 'note', 'author'] as const;

/** What moved on the customer's account for this order. */
export function OrderOperations({ operations }: { operations: readonly OrderOperationDto[] }) {
  const { t } = useTranslation('order');
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <Title order={2} size="h4" mb="xs" id={headingId}>
        {t('page.operations')}
      </Title>
      {operations.length === 0 ? (
        <Text c="dimmed" size="sm">
          {t('page.noOperations')}
        </Text>
      ) : (
        <Paper withBorder radius="md">
          <table className="t-order-table" role="table" data-kind="operations">
            <thead role="rowgroup">
              <tr role="row">
                {columns.map((name) => (
                  <th key={name} role="columnheader" scope="col" data-column={name}>
                    {t(`operation.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {operations.map((operation) => (
                <OperationRow key={operation.id} operation={operation} />
              ))}
            </tbody>
          </table>
        </Paper>
      )}
    </section>
  );
}

function OperationRow({ operation }: { operation: OrderOperationDto }) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  const { number, createdAt, kind, amount, note, author, reverses, reversedBy } = operation;
  const mark =
    reverses !== null
      ? t('mark.reverses', { number: reverses.number })
      : reversedBy !== null
        ? t('mark.reversedBy', { number: reversedBy.number })
        : null;
  return (
    <tr role="row" data-reversed={reversedBy !== null}>
      <td role="cell" data-column="number">
        {number}
      </td>
      <td role="cell" data-column="createdAt">
        {format.dateTime(createdAt)}
      </td>
      <td role="cell" data-column="kind">
        {t(`kind.${kind}`)}
        {mark === null ? null : (
          <Text size="xs" c="dimmed">
            {mark}
          </Text>
        )}
      </td>
      <td role="cell" data-column="amount">
        {format.signedMoney(amount)}
      </td>
      <td role="cell" data-column="note">
        {note}
      </td>
      <td role="cell" data-column="author">
        {author?.name ?? t('author.system')}
      </td>
    </tr>
  );
}
