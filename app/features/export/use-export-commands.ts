import { useRef, useState } from 'react';
import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { StartExportInput } from '#server/features/export/schema.ts';
import type { ExportRow } from './exported.ts';
import { withExport } from './cache.ts';
import { hideNotice, noteOrder } from './own-exports.ts';

/** Orders, stops and orders again; what the server answers stands in the list at once. */
export function useExportCommands() {
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const [isPending, setPending] = useState(false);
  // An order whose answer was lost is sent again under its mark, and so is one export.
  const sent = useRef<{ order: string; mutationId: string } | null>(null);

  const put = (exported: ExportRow) =>
    utils.export.list.setData(undefined, (rows) => withExport(rows, exported));

  async function start(order: Omit<StartExportInput, 'mutationId'>): Promise<ExportRow> {
    const text = JSON.stringify(order);
    if (sent.current?.order !== text) sent.current = { order: text, mutationId: newMutationId() };
    const { mutationId } = sent.current;
    const exported = await utils.client.export.start.mutate({ ...order, mutationId });
    sent.current = null;
    noteOrder(exported.id);
    put(exported);
    return exported;
  }

  function attempt(work: () => Promise<unknown>): void {
    setPending(true);
    work()
      .catch((error: unknown) => showToast({ message: errorText(error), tone: 'failed' }))
      .finally(() => setPending(false));
  }

  return {
    isPending,
    start,
    stop: ({ id: exportId }: ExportRow) =>
      attempt(async () => put(await utils.client.export.stop.mutate({ exportId }))),
    again: ({ id, format, order }: ExportRow) =>
      attempt(async () => {
        await start({ ...order, format });
        hideNotice(id);
      }),
  };
}
