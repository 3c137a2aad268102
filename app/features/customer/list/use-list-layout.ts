import { useDebouncedCallback } from '@mantine/hooks';
import { useCallback, useRef } from 'react';
import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { LayoutDto, SaveLayoutInput } from '#server/features/layout/schema.ts';

/** A width that is being dragged is one change. */
const pauseMs = 400;

const asDocumented: LayoutDto = {
  columns: null,
  density: 'regular',
  pageSize: 10,
  defaultViewId: null,
};

export interface ListLayout {
  layout: LayoutDto;
  /** Shows at once and is kept on the server a moment later, for every browser of this reader. */
  change: (changes: SaveLayoutInput) => void;
}

export function useListLayout(): ListLayout {
  const { data: layout = asDocumented } = trpc.layout.get.useQuery();
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const waiting = useRef<SaveLayoutInput>({});
  const { mutate } = trpc.layout.save.useMutation({
    onError: (error) => {
      showToast({ message: errorText(error), tone: 'failed' });
      void utils.layout.get.invalidate();
    },
  });
  const saveSoon = useDebouncedCallback(
    () => {
      const changes = waiting.current;
      waiting.current = {};
      mutate(changes);
    },
    { delay: pauseMs, flushOnUnmount: true },
  );
  const change = useCallback(
    (changes: SaveLayoutInput) => {
      waiting.current = { ...waiting.current, ...changes };
      utils.layout.get.setData(undefined, (shown = asDocumented) => withChanges(shown, changes));
      saveSoon();
    },
    [utils, saveSoon],
  );
  return { layout, change };
}

function withChanges(layout: LayoutDto, changes: SaveLayoutInput): LayoutDto {
  const { columns, density, pageSize, defaultViewId } = changes;
  return {
    columns: columns === undefined ? layout.columns : columns,
    density: density ?? layout.density,
    pageSize: pageSize ?? layout.pageSize,
    defaultViewId: defaultViewId === undefined ? layout.defaultViewId : defaultViewId,
  };
}
