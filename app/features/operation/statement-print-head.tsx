import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useNow } from '#app/i18n/use-now.ts';
import { useSession } from '#app/lib/session.ts';
import type { OperationPageDto } from '#server/features/operation/schema.ts';
import type { Money } from '#server/shared/money.ts';
import { addMoney, subtractMoney } from '#server/shared/money.ts';

/** Whose account it is. */
export interface Holder {
  id: number;
  name: string;
  balance: Money;
  registeredAt: string;
}

interface Props {
  holder: Holder;
  days: { from?: string; to?: string };
  /** The company's day. */
  today: string;
  page: OperationPageDto | undefined;
}

/** What a statement on paper is of: company, customer, both ends of the period and both balances. */
export function StatementPrintHead({ holder, days, today, page }: Props) {
  const { t } = useTranslation(['operation', 'common']);
  const format = useFormat();
  const { company } = useSession();
  const printedAt = new Date(useNow()).toISOString();
  const from = days.from ?? format.isoDay(holder.registeredAt);
  const period = { from: format.day(from), to: format.day(days.to ?? today) };
  const balances = balancesOf(page, isPast(days, today) ? null : holder.balance);
  const facts = [
    { label: t('print.company'), value: company.name },
    { label: t('print.customer'), value: `${holder.name}, ID ${String(holder.id)}` },
    { label: t('period.label'), value: t('common:dates.between', period) },
    { label: t('print.printedAt'), value: format.dateTime(printedAt) },
    { label: t('print.opening'), value: balances && format.money(balances.opening) },
    { label: t('print.closing'), value: balances && format.money(balances.closing) },
  ];
  return (
    <div className="t-statement-print-head">
      <Title order={1} size="h3">
        {t('title')}
      </Title>
      <dl>
        {facts.map(({ label, value }) =>
          value === null ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}

function isPast({ to }: Props['days'], today: string): boolean {
  return to !== undefined && to < today;
}

/**
 * The newest operation says what the period closed with; the totals lead back to its opening.
 * Without any operation both are the balance that holds now, unless the period is past.
 */
function balancesOf(
  page: OperationPageDto | undefined,
  now: Money | null,
): { opening: Money; closing: Money } | null {
  if (page === undefined) return null;
  const closing = page.rows[0]?.balanceAfter ?? now;
  if (closing === null) return null;
  const { totals } = page;
  return { closing, opening: subtractMoney(addMoney(closing, totals.out), totals.in) };
}
