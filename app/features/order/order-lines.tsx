import { Paper, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { OrderDto } from '#server/features/order/schema.ts';

const columns = ['position', 'title', 'quantity', 'price', 'total'] as const;

/** What was ordered, with the total. */
export function OrderLines({ order: { lines, linesTotal } }: { order: OrderDto }) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <Title order={2} size="h4" mb="xs" id={headingId}>
        {t('page.lines')}
      </Title>
      <Paper withBorder radius="md">
        <table className="t-order-table" role="table" data-kind="lines">
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((name) => (
                <th key={name} role="columnheader" scope="col" data-column={name}>
                  {t(`line.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {lines.map(({ position, title, quantity, price, total }) => (
              <tr key={position} role="row">
                <td role="cell" data-column="position">
                  {position}
                </td>
                <td role="cell" data-column="title">
                  {title}
                </td>
                <td role="cell" data-column="quantity">
                  {format.number(quantity)}
                  <span className="t-orders-label" aria-hidden="true">
                    {' ×'}
                  </span>
                </td>
                <td role="cell" data-column="price">
                  {format.money(price)}
                </td>
                <td role="cell" data-column="total">
                  {format.money(total)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot role="rowgroup">
            <tr role="row">
              <th role="rowheader" scope="row" colSpan={4}>
                {t('line.sum')}
              </th>
              <td role="cell" data-column="total">
                {format.money(linesTotal)}
              </td>
            </tr>
          </tfoot>
        </table>
      </Paper>
    </section>
  );
}
