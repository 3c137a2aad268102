import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { money } from '#server/shared/money.ts';

/** A row of the list for unit tests. */
export function listedRow(id: number, given: Partial<CustomerRowDto> = {}): CustomerRowDto {
  return {
    id,
    version: 1,
    login: `login${String(id)}`,
    firstName: 'Olena',
    lastName: 'Koval',
    middleName: null,
    email: `c${String(id)}@barvinok.example`,
    phone: null,
    locked: null,
    lockedOutUntil: null,
    emailConfirmed: true,
    passwordStatus: 'active',
    balance: money('0.00'),
    registeredAt: '2026-01-01T00:00:00.000Z',
    country: null,
    city: null,
    organization: null,
    tags: [],
    lastSignInAt: null,
    devicesCount: 0,
    ...given,
  };
}
