import { useParams } from '@remix-run/react';
import { CustomerFields } from '#app/features/customer/customer-fields.tsx';
import { trpc } from '#app/lib/trpc.ts';

/** General: every field, read-only for now. The layout has read the customer. */
export default function CustomerGeneral() {
  const customerId = Number(useParams()['customerId']);
  const { data: customer } = trpc.customer.get.useQuery({ customerId });
  return customer === undefined ? null : <CustomerFields customer={customer} />;
}
