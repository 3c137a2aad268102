import type { CustomerRowDto } from '#server/features/customer/schema.ts';

/** Last First Middle, as it stands in documents. */
export function fullName(
  customer: Pick<CustomerRowDto, 'firstName' | 'lastName' | 'middleName'>,
): string {
  const { lastName, firstName, middleName } = customer;
  return [lastName, firstName, middleName].filter(Boolean).join(' ');
}
