import { useQueryClient } from '@tanstack/react-query';
import { showToast } from '#app/components/toast.ts';
import { useLaterWords } from '#app/i18n/use-later-words.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { putCustomer } from '../cache.ts';

/** Orders another letter with a link; the toast says where it goes, or what stood in the way. */
export function useSendLink() {
  const queryClient = useQueryClient();
  const { t } = useLaterWords();
  const errorText = useErrorText();
  const { mutate, isPending } = trpc.customer.sendLink.useMutation({
    onSuccess: (customer) => {
      putCustomer(queryClient, customer);
      showToast({ message: t('link.sent', { email: customer.email }) });
    },
    onError: (error) => showToast({ message: errorText(error), tone: 'failed' }),
  });
  const send = ({ id: customerId, version }: CustomerRowDto) =>
    mutate({ customerId, version, mutationId: newMutationId() });
  return { send, isPending };
}
