import type { KeyboardEvent } from 'react';
import { useCallback, useState } from 'react';

/** Whether Caps Lock is on, as far as the keys pressed in a field tell. */
export function useCapsLock() {
  const [isOn, setOn] = useState(false);
  const onKey = useCallback((event: KeyboardEvent) => {
    setOn(event.getModifierState('CapsLock'));
  }, []);
  return { isOn, handlers: { onKeyDown: onKey, onKeyUp: onKey, onBlur: () => setOn(false) } };
}
