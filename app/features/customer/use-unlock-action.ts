import { useCallbackRef } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useFormat } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { useCustomerRefresh } from './use-customer-reader.ts';
import { useLockCustomer } from './use-lock-customer.ts';

/** Unlocking asks nothing: it is done, and the toast offers Undo or says what stood in the way. */
export function useUnlockAction() {
  const { t } = useTranslation('customer');
  const errorText = useErrorText();
  const format = useFormat();
  const readAnew = useCustomerRefresh();
  const { unlock, isPending } = useLockCustomer();

  async function explain(error: unknown, customerId: number): Promise<string> {
    const data = errorDataOf(error);
    if (data?.code !== 'STALE_VERSION' && data?.code !== 'CUSTOMER_NOT_LOCKED') {
      return errorText(error);
    }
    await readAnew(customerId);
    const { by, at } = data.params;
    if (typeof by !== 'string' || typeof at !== 'string') return errorText(error);
    return t('unlock.stale', { by, at: format.dateTime(at) });
  }

  // The same function at every render: the rows that hold it stay what they are, and with them the
  // button that the focus returns to.
  const unlockNow = useCallbackRef((customer: CustomerRowDto) => {
    unlock(customer).catch(async (error: unknown) => {
      const message = await explain(error, customer.id).catch(errorText);
      showToast({ message, tone: 'failed' });
    });
  });
  return { isPending, unlock: unlockNow };
}
