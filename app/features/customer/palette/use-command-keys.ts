import { useCallbackRef } from '@mantine/hooks';
import type { KeyboardEvent } from 'react';
import { useEffect, useState } from 'react';
import type { PaletteItem } from './palette-item.ts';

export interface CommandKeys {
  items: readonly PaletteItem[];
  typed: string;
  /** The lines belong to a former question: Enter and Tab wait for those of this one. */
  isWaiting: boolean;
  onEscape: () => void;
  onClose: () => void;
  onBackspace?: () => void;
  /** Tab on a customer's line. */
  onMore?: (item: PaletteItem) => void;
}

/** Walks through the lines and acts on them, while the focus stays in the field. */
export function useCommandKeys(props: CommandKeys) {
  const { items, isWaiting, typed, onClose, onMore, onBackspace } = props;
  const [pointed, setPointed] = useState<string | null>(null);
  const [promised, setPromised] = useState<'here' | 'newTab' | 'more' | null>(null);
  const active = items.find(({ id }) => id === pointed) ?? items[0];

  const act = useCallbackRef((item: PaletteItem, inNewTab: boolean) => {
    if ((item.refusal ?? null) !== null) return;
    onClose();
    // The focus is back where it was before what follows takes it.
    setTimeout(() => item.run(inNewTab), 0);
  });

  const showMore = useCallbackRef((item: PaletteItem) => {
    if (item.customer !== undefined) onMore?.(item);
  });

  // Who typed and pressed Enter or Tab at once means the first line of the answer.
  useEffect(() => {
    if (promised === null || isWaiting) return;
    setPromised(null);
    if (active === undefined) return;
    if (promised === 'more') showMore(active);
    else act(active, promised === 'newTab');
  }, [promised, isWaiting, active, act, showMore]);

  useEffect(() => {
    setPointed(null);
    setPromised(null);
  }, [typed]);

  const move = (step: number) => {
    const place = active === undefined ? 0 : items.indexOf(active);
    setPointed(items[(place + step + items.length) % items.length]?.id ?? null);
  };

  const keys: Record<string, (event: KeyboardEvent) => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: () => props.onEscape(),
    Enter: ({ ctrlKey, metaKey }) => {
      const inNewTab = ctrlKey || metaKey;
      if (isWaiting) setPromised(inNewTab ? 'newTab' : 'here');
      else if (active !== undefined) act(active, inNewTab);
    },
    Tab: ({ shiftKey }) => {
      if (shiftKey) return;
      if (isWaiting) setPromised('more');
      else if (active !== undefined) showMore(active);
    },
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Backspace' && typed === '' && onBackspace !== undefined) {
      event.preventDefault();
      onBackspace();
      return;
    }
    const answer = keys[event.key];
    if (answer === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    answer(event);
  };
  return { active, act, onKeyDown };
}
