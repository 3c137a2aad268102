import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { usePrefetch } from '#app/components/deferred.tsx';
import { Hydrated } from '#app/components/hydrated.tsx';
import { fullName } from '#app/features/customer/full-name.ts';
import { reverseDialog } from '#app/features/operation/money-dialogs.ts';
import { readPeriod } from '#app/features/operation/period.ts';
import { statementInput } from '#app/features/operation/statement-input.ts';
import { Statement } from '#app/features/operation/statement.tsx';
import { CompanyTime, CompanyTimeNote } from '#app/i18n/company-time.tsx';
import { isoDayIn } from '#app/i18n/format.ts';
import { prefetch } from '#app/lib/load.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { OperationDto } from '#server/features/operation/schema.ts';

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  // Without a session the layout's loader, which runs beside this one, leads to the sign-in.
  const timeZone = context.session?.company.timeZone ?? 'UTC';
  const today = isoDayIn(timeZone, new Date());
  const period = readPeriod(new URL(request.url).searchParams);
  const input = statementInput(Number(params['customerId']), period, today);
  const snapshot = await prefetch(context, async (trpc) => {
    await trpc.operation.list.prefetch(input);
    await trpc.operation.balanceSeries.prefetch(input);
  });
  return { ...snapshot, today };
}

export default function CustomerAccount() {
  const { trpcState, today } = useLoaderData<typeof loader>();
  const customerId = Number(useParams()['customerId']);
  const [search, setSearch] = useSearchParams();
  const [reversed, setReversed] = useState<OperationDto | null>(null);
  const { data: customer } = trpc.customer.get.useQuery({ customerId });
  usePrefetch(reverseDialog);
  if (customer === undefined) return null;
  return (
    <Hydrated state={trpcState}>
      <CompanyTimeNote of="times" />
      <CompanyTime>
        <Statement
          holder={{
            id: customerId,
            name: fullName(customer),
            balance: customer.balance,
            registeredAt: customer.registeredAt,
          }}
          period={readPeriod(search)}
          today={today}
          onPeriod={(next) => setSearch(next, { preventScrollReset: true })}
          onReverse={setReversed}
        />
      </CompanyTime>
      {reversed === null ? null : (
        <reverseDialog.Component
          operation={reversed}
          balance={customer.balance}
          onClose={() => setReversed(null)}
          onMissing={() => setReversed(null)}
        />
      )}
    </Hydrated>
  );
}
