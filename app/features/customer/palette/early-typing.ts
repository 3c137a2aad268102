/**
 * Collects what is typed from now on, until the palette's field has the focus: whoever opens it by its
 * key types on at once, and its file may still be on its way. @returns ends it and gives the text
 */
export function collectTyping(): () => string {
  let text = '';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Backspace') text = text.slice(0, -1);
    else if (event.key.length === 1) text += event.key;
    else return;
    // No shortcut is meant, nor the button that opened the palette.
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('keydown', onKeyDown, true);
  return () => {
    document.removeEventListener('keydown', onKeyDown, true);
    return text;
  };
}
