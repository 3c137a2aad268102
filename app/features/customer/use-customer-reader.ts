import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { trpc } from '#app/lib/trpc.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { provideCustomerReader, putCustomer } from './cache.ts';
import { provideListReader } from './list/list-asker.ts';

/**
 * Lets the cache read what events don't tell: a customer whose row missed a change (calls that meet
 * go out as one batch), and who is in a list.
 */
export function useCustomerReader() {
  const queryClient = useQueryClient();
  const { client } = trpc.useUtils();
  useEffect(() => {
    provideCustomerReader(queryClient, (customerId) => client.customer.get.query({ customerId }));
    provideListReader(queryClient, {
      match: async (question, customerIds) =>
        (await client.customer.match.query({ ...question, customerIds })).customerIds,
      count: (question) => client.customer.list.query({ ...question, pageSize: 10 }),
    });
  }, [client, queryClient]);
}

/** Reads a customer anew and puts it wherever it is shown: after a refusal for being out of date. */
export function useCustomerRefresh(): (customerId: number) => Promise<CustomerDto> {
  const queryClient = useQueryClient();
  const { client } = trpc.useUtils();
  return async (customerId) => {
    const customer = await client.customer.get.query({ customerId });
    putCustomer(queryClient, customer);
    return customer;
  };
}
