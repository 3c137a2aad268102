import { ActionIcon, Group, Paper, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { OperationDto, OperationPageDto } from '#server/features/operation/schema.ts';
import { BalanceChart } from './balance-chart.tsx';
import { provideCalendar } from './cache.ts';
import { OperationsTable } from './operations-table.tsx';
import { PeriodFilter } from './period-filter.tsx';
import type { PeriodParams } from './period.ts';
import { daysOf } from './period.ts';
import { statementInput } from './statement-input.ts';
import type { Holder } from './statement-print-head.tsx';
import { StatementPrintHead } from './statement-print-head.tsx';
import './statement.css';

interface Props {
  holder: Holder;
  period: PeriodParams;
  /** The company's day, from the loader: server and browser ask for the same period. */
  today: string;
  onPeriod: (search: URLSearchParams) => void;
  onReverse: (operation: OperationDto) => void;
}

/** The account of a customer: period, totals, the balance as a line, every operation. */
export function Statement(props: Props) {
  useCalendar();
  const days = daysOf(props.period, props.today);
  const input = statementInput(props.holder.id, props.period, props.today);
  const firstPage = trpc.operation.list.useQuery(input);
  return (
    <Stack gap="md" className="t-statement">
      <StatementPrintHead
        holder={props.holder}
        days={days}
        today={props.today}
        page={firstPage.data}
      />
      <Group justify="space-between" gap="sm" className="no-print">
        <PeriodFilter period={props.period} days={days} onChange={props.onPeriod} />
        <PrintButton />
      </Group>
      <Paper withBorder radius="md" p="lg">
        <Totals totals={firstPage.data?.totals} />
        <BalanceChart input={input} until={days.to ?? props.today} />
      </Paper>
      <Paper withBorder radius="md">
        <OperationsTable key={JSON.stringify(input)} input={input} onReverse={props.onReverse} />
      </Paper>
    </Stack>
  );
}

function useCalendar() {
  const queryClient = useQueryClient();
  const { isoDay } = useFormat();
  useEffect(() => provideCalendar(queryClient, isoDay), [queryClient, isoDay]);
}

function PrintButton() {
  const { t } = useTranslation('operation');
  return (
    <Hint label={t('list.print')}>
      <ActionIcon
        variant="default"
        size={36}
        visibleFrom="sm"
        aria-label={t('list.print')}
        onClick={() => window.print()}
      >
        <IconPrinter size={18} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
    </Hint>
  );
}

/** In, out and how many, over the whole period whatever is loaded of it. */
function Totals({ totals }: { totals: OperationPageDto['totals'] | undefined }) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  const parts = [
    { name: 'in', value: totals && format.money(totals.in) },
    { name: 'out', value: totals && format.money(totals.out) },
    { name: 'count', value: totals && format.number(totals.count) },
  ] as const;
  return (
    <dl className="t-totals" aria-label={t('totals.label')}>
      {parts.map(({ name, value }) => (
        <div key={name}>
          <dt>{t(`totals.${name}`)}</dt>
          <dd>{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
