import type { ListOperationsInput } from '#server/features/operation/schema.ts';
import type { PeriodParams } from './period.ts';
import { daysOf } from './period.ts';

/** One input for the loader and the screen: the same key in the cache. */
export function statementInput(
  customerId: number,
  period: PeriodParams,
  today: string,
): Pick<ListOperationsInput, 'customerId' | 'from' | 'to'> {
  return { customerId, ...daysOf(period, today) };
}
