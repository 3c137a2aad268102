import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { DraftDto } from '#server/features/draft/schema.ts';
import { draftsInput } from './use-drafts.ts';

/** Throws a draft away, and puts it back as it was if that was a slip. */
export function useDiscardDraft() {
  const { t } = useTranslation('draft');
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const mutation = trpc.draft.discard.useMutation();

  async function restore({ customerId, fields }: DraftDto, name: string): Promise<void> {
    const set = fields.map(({ field, value, base, version }) => ({ field, value, base, version }));
    await utils.client.draft.save.mutate({ customerId, set });
    await utils.draft.invalidate();
    showToast({ message: t('restored', { name }) });
  }

  async function throwAway(customerId: number | null, name: string): Promise<void> {
    const draft = await utils.client.draft.get.query({ customerId });
    await mutation.mutateAsync({ customerId });
    utils.draft.list.setData(draftsInput, (rows) =>
      rows?.filter((row) => row.customerId !== customerId),
    );
    utils.draft.get.setData({ customerId }, null);
    const message = t('discarded', { name });
    if (draft === null) showToast({ message });
    else showToast({ message, undo: () => void restore(draft, name).catch(explain) });
  }

  function explain(error: unknown): void {
    showToast({ message: errorText(error), tone: 'failed' });
  }

  return {
    isPending: mutation.isPending,
    discard: (customerId: number | null, name: string) =>
      throwAway(customerId, name).catch(explain),
  };
}
