import type { DehydratedState } from '@tanstack/react-query';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { Api } from '../support/api.ts';

export interface CustomerSnapshot {
  customer: CustomerDto;
  cursor: string;
}

/** Data and cursor of one customer's page, from one transaction of the server. */
export async function takeSnapshot(api: Api, customerId: number): Promise<CustomerSnapshot> {
  const answer = (await api.get(`/snapshot?customer=${customerId}`)) as {
    trpcState: DehydratedState;
    cursor: string;
  };
  const customer = answer.trpcState.queries[0]?.state.data as CustomerDto | undefined;
  if (!customer) throw new Error('the snapshot holds no customer');
  return { customer, cursor: answer.cursor };
}
