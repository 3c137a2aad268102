/** When a customer may get another letter with a link to set a password. Pure. */
import { AppError } from '#server/shared/errors.ts';
import type { CustomerDto } from '../schema.ts';

/** Letters with a link that one customer may get within the hour. */
export const linksPerHourMax = 5;

/** @throws CUSTOMER_ALREADY_LOCKED, CUSTOMER_HAS_PASSWORD, TOO_MANY_REQUESTS */
export function assertMayGetLink(
  { locked, passwordStatus }: CustomerDto,
  lettersOfLastHour: number,
): void {
  if (locked) {
    throw new AppError('CUSTOMER_ALREADY_LOCKED', { by: locked.by?.name ?? '', at: locked.at });
  }
  if (passwordStatus === 'active') throw new AppError('CUSTOMER_HAS_PASSWORD');
  if (lettersOfLastHour >= linksPerHourMax) throw new AppError('TOO_MANY_REQUESTS');
}
