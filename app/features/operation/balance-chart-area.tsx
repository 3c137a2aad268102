import { AreaChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { BalanceSeriesDto } from '#server/features/operation/schema.ts';
import { fromMinor, toMinor } from '#server/shared/money.ts';

interface Props {
  points: BalanceSeriesDto['points'];
  /** The last day of the period: the line goes on to its end. */
  until: string;
}

/**
 * A balance stands still until it moves: steps, not slopes, and days as far apart as they were.
 * Drawn in whole kopecks, so exact.
 */
export function BalanceChartArea({ points, until }: Props) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  // The tooltip asks for a label before the pointer is over any day.
  const asDay = (at: unknown) =>
    typeof at === 'number' ? format.day(new Date(at).toISOString().slice(0, 10)) : '';
  return (
    <AreaChart
      h="100%"
      data={drawn(points, until)}
      dataKey="at"
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
      gridAxis="x"
      tickLine="none"
      valueFormatter={(minor) => format.money(fromMinor(BigInt(Math.round(minor))))}
      xAxisProps={{
        type: 'number',
        scale: 'time',
        domain: ['dataMin', 'dataMax'],
        tickFormatter: asDay,
        minTickGap: 48,
      }}
      yAxisProps={{ width: 96 }}
      areaProps={{ isAnimationActive: false }}
      tooltipAnimationDuration={0}
      tooltipProps={{ labelFormatter: asDay }}
    />
  );
}

function drawn(points: Props['points'], until: string): { at: number; balance: number }[] {
  const drawnPoints = points.map(({ day, balance }) => ({
    at: Date.parse(day),
    balance: Number(toMinor(balance)),
  }));
  const last = drawnPoints.at(-1);
  // The last day is as wide as any other, to its last second.
  const end = Date.parse(`${until}T23:59:59Z`);
  return last === undefined || last.at >= end
    ? drawnPoints
    : [...drawnPoints, { at: end, balance: last.balance }];
}
