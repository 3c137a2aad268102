import { isOnMac } from '#app/components/pressed-key.ts';

export interface EarlyTyping {
  /** Ends it and gives the text. */
  take: () => string;
}

/**
 * Collects what is typed from now on, until the palette's field has the focus: whoever opens it by its
 * key types on at once, and its file may still be on its way. A press elsewhere or Escape means that the
 * reader has thought better of it: `onGivenUp`, and the keys are the page's again.
 */
export function collectTyping(onGivenUp: () => void): EarlyTyping {
  let text = '';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onGivenUp();
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    // On a Mac a letter may need Option: ґ does.
    if (event.altKey && !isOnMac()) return;
    if (event.key === 'Backspace') text = text.slice(0, -1);
    else if (event.key.length === 1) text += event.key;
    else if (event.key !== 'Enter' && event.key !== 'Tab') return;
    // Neither a shortcut nor the button that opened the palette nor a row of the list is meant.
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('keydown', onKeyDown, true);
  document.addEventListener('pointerdown', onGivenUp, true);
  return {
    take: () => {
      document.removeEventListener('keydown', onKeyDown, true);
      document.removeEventListener('pointerdown', onGivenUp, true);
      return text;
    },
  };
}
