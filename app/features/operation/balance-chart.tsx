import { Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { deferred } from '#app/components/deferred.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { BalanceSeriesDto, BalanceSeriesInput } from '#server/features/operation/schema.ts';
import { isLess } from '#server/shared/money.ts';

/**
 * Charts are heavy: they come only where one is looked at, and only in the browser. One that can't be
 * had just now takes nothing else off the page, and is asked for again when the connection is back.
 */
const chartArea = deferred(async () => (await import('./balance-chart-area.tsx')).BalanceChartArea);

type Points = BalanceSeriesDto['points'];

/** The balance at the end of each day, as a line and as a sentence for those who don't see it. */
export function BalanceChart({ input, until }: { input: BalanceSeriesInput; until: string }) {
  const { t } = useTranslation('operation');
  const series = trpc.operation.balanceSeries.useQuery(input);
  const isOnline = useOnline();
  const points = series.data?.points;
  if (series.isError) return null;
  if (points !== undefined && points.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt="md">
        {t('chart.none')}
      </Text>
    );
  }
  const waiting = <Skeleton height="100%" animate={false} />;
  return (
    <figure className="t-chart" aria-label={t('chart.title')}>
      {points === undefined ? null : <Summary points={points} />}
      <div className="t-chart-area" aria-hidden="true">
        {points === undefined ? (
          waiting
        ) : (
          <chartArea.Component
            key={String(isOnline)}
            points={points}
            until={until}
            fallback={waiting}
          />
        )}
      </div>
    </figure>
  );
}

function Summary({ points }: { points: Points }) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const lowest = points.reduce((a, b) => (isLess(b.balance, a.balance) ? b : a));
  const highest = points.reduce((a, b) => (isLess(a.balance, b.balance) ? b : a));
  return (
    <figcaption className="visually-hidden">
      {t('chart.summary', {
        first: format.money(first.balance),
        firstDay: format.day(first.day),
        last: format.money(last.balance),
        lastDay: format.day(last.day),
        lowest: format.money(lowest.balance),
        lowestDay: format.day(lowest.day),
        highest: format.money(highest.balance),
        highestDay: format.day(highest.day),
      })}
    </figcaption>
  );
}
