import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useFormat } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { fullName } from '../full-name.ts';
import { useCustomerRefresh } from '../use-customer-reader.ts';
import { dropCustomer } from './removed-customers.ts';

/** The login, typed and sent; whatever the server answers, what was typed stays. */
export function useRemoveForm(customer: CustomerRowDto, onRemoved: () => void) {
  const { t } = useTranslation('customer');
  const queryClient = useQueryClient();
  const wordsFor = useProblemWords(customer.id);
  const { mutateAsync } = trpc.customer.remove.useMutation();
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  // The answer to it was lost: then "no such customer" is good news.
  const isInDoubt = useRef(false);
  const form = useForm({
    mode: 'controlled',
    initialValues: { login: '' },
    validate: {
      login: (typed: string) =>
        typed.trim() === customer.login ? null : t('remove.mismatch', { login: customer.login }),
    },
  });

  function finish(): void {
    onRemoved();
    dropCustomer(queryClient, customer.id);
    showToast({ message: t('remove.done', { name: fullName(customer) }) });
  }

  async function send(login: string): Promise<void> {
    const { id: customerId, version } = customer;
    try {
      await mutateAsync({ customerId, version, login, mutationId: newMutationId() });
    } catch (error) {
      const code = errorDataOf(error)?.code;
      if (code === 'CUSTOMER_NOT_FOUND' && isInDoubt.current) return finish();
      isInDoubt.current = code === undefined;
      setProblem(await wordsFor(error));
      return;
    }
    finish();
  }

  const submit = form.onSubmit(
    ({ login }) => {
      setProblem(null);
      setPending(true);
      void send(login).finally(() => setPending(false));
    },
    () => form.getInputNode('login')?.focus(),
  );
  return { form, submit: () => submit(), problem, isPending };
}

/** Puts a refusal into words; after a colleague's change the page is brought up to date as well. */
function useProblemWords(customerId: number): (error: unknown) => Promise<string> {
  const { t } = useTranslation('customer');
  const errorText = useErrorText();
  const format = useFormat();
  const readAnew = useCustomerRefresh();
  return async (error) => {
    const data = errorDataOf(error);
    if (data === null) return t('remove.unknown');
    if (data.code !== 'STALE_VERSION' && data.code !== 'CUSTOMER_HAS_BALANCE') {
      return errorText(error);
    }
    await readAnew(customerId).catch(() => undefined);
    if (data.code === 'CUSTOMER_HAS_BALANCE') return errorText(error);
    const { by, at } = data.params;
    if (typeof by !== 'string' || typeof at !== 'string') return t('remove.staleUnknown');
    return t('remove.stale', { by, at: format.dateTime(at) });
  };
}
