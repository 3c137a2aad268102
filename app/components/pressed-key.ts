type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
>;

/** Where a key without a Latin sign stands on an American keyboard. */
const places: Record<string, string> = {
  BracketLeft: '[',
  BracketRight: ']',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Backquote: '`',
};

/**
 * What was pressed, as shortcuts write it: `j`, `shift+x`, `mod+k`, `/`, `arrowdown`. Null for what
 * no shortcut can be: a half-written sign, Alt, or a modifier alone.
 */
export function pressedKey(event: Press, isMac = isOnMac()): string | null {
  const { altKey, shiftKey, isComposing } = event;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const isForeign = isMac ? event.ctrlKey : event.metaKey;
  if (isComposing || altKey || isForeign || event.key === 'Dead') return null;
  const key = keyOf(event);
  // The sign that Shift makes is its own name: `?`, not `shift+/`.
  const isSign = key.length === 1 && !/[a-z]/.test(key);
  return `${mod ? 'mod+' : ''}${shiftKey && !isSign ? 'shift+' : ''}${key}`;
}

/** A Latin letter is itself; under Ukrainian or Greek letters the place of the key counts. */
function keyOf({ key, code, shiftKey }: Press): string {
  if (key === ' ') return 'space';
  if (key.length !== 1) return key.toLowerCase();
  if (/[a-z]/i.test(key)) return key.toLowerCase();
  // Under a Cyrillic layout the key of the slash writes a full stop, with Shift a comma.
  if (code === 'Slash' && key === (shiftKey ? ',' : '.')) return shiftKey ? '?' : '/';
  if (key.charCodeAt(0) < 128) return key;
  if (code.startsWith('Key')) return code.slice(3).toLowerCase();
  return places[code] ?? key;
}

export function isOnMac(): boolean {
  return /Mac|iPhone|iPad/.test(window.navigator.userAgent);
}
