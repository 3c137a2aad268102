import { AreaChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { BalanceSeriesDto } from '#server/features/operation/schema.ts';
import { fromMinor, toMinor } from '#server/shared/money.ts';

/** A balance stands still until it moves: steps, not slopes. Drawn in whole kopecks, so exact. */
export function BalanceChartArea({ points }: { points: BalanceSeriesDto['points'] }) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  const asMoney = (minor: number) => format.money(fromMinor(BigInt(Math.round(minor))));
  // The tooltip asks for a label before the pointer is over any day.
  const asDay = (day: unknown) => (typeof day === 'string' && day !== '' ? format.day(day) : '');
  return (
    <AreaChart
      h="100%"
      data={points.map(({ day, balance }) => ({ day, balance: Number(toMinor(balance)) }))}
      dataKey="day"
      series={[
        {
          name: 'balance',
          label: t('chart.balance'),
          color: 'var(--mantine-primary-color-filled)',
        },
      ]}
      curveType="stepAfter"
      withDots={false}
      withGradient
      fillOpacity={0.12}
      strokeWidth={2}
      gridAxis="y"
      tickLine="none"
      valueFormatter={asMoney}
      xAxisProps={{ tickFormatter: asDay, minTickGap: 48 }}
      yAxisProps={{ width: 96 }}
      areaProps={{ isAnimationActive: false }}
      tooltipAnimationDuration={0}
      tooltipProps={{ labelFormatter: asDay }}
    />
  );
}
