import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { ChangeViewInput, ViewDto } from '#server/features/view/schema.ts';
import type { CustomerQuestion } from '#server/shared/customer-filter.ts';
import { dropView, patchAll } from './cache.ts';

export type ViewChange = Pick<ChangeViewInput, 'name' | 'params' | 'isShared'>;

/** What can be done with views; the list of them shows the answer at once. */
export function useViewActions() {
  const queryClient = useQueryClient();
  const utils = trpc.useUtils();
  const creating = trpc.view.create.useMutation();
  const changing = trpc.view.change.useMutation();
  const removing = trpc.view.remove.useMutation();
  const choosing = trpc.layout.save.useMutation();

  async function create(name: string, params: CustomerQuestion, isShared: boolean) {
    const mutationId = newMutationId();
    const view = await creating.mutateAsync({ name, params, isShared, mutationId });
    patchAll(queryClient, view);
    return view;
  }

  async function change({ id, version }: ViewDto, what: ViewChange) {
    try {
      const mutationId = newMutationId();
      patchAll(
        queryClient,
        await changing.mutateAsync({ viewId: id, version, mutationId, ...what }),
      );
    } catch (error) {
      // Changed in another tab of one's own: the next try is made upon what stands there now.
      if (errorDataOf(error)?.code === 'STALE_VERSION') await utils.view.list.invalidate();
      throw error;
    }
  }

  async function remove({ id, version }: ViewDto) {
    await removing.mutateAsync({ viewId: id, version, mutationId: newMutationId() });
    dropView(queryClient, id);
  }

  async function makeDefault(viewId: number | null) {
    const layout = await choosing.mutateAsync({ defaultViewId: viewId });
    utils.layout.get.setData(undefined, layout);
  }

  const isPending = creating.isPending || changing.isPending || removing.isPending;
  return { create, change, remove, makeDefault, isPending };
}

/** Does it, and says what came of it. */
export function useSaying() {
  const { t } = useTranslation('view');
  const errorText = useErrorText();
  return (
    doing: Promise<unknown>,
    done: 'saved' | 'shared' | 'unshared' | 'madeDefault' | 'noDefault',
    name: string,
  ) => {
    doing.then(
      () => showToast({ message: t(`done.${done}`, { name }) }),
      (error: unknown) => showToast({ message: errorText(error), tone: 'failed' }),
    );
  };
}
