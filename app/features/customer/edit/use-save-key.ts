import { useCallbackRef } from '@mantine/hooks';
import { useEffect } from 'react';

/** Ctrl+S or Cmd+S, on any keyboard layout, while there is a form to save. */
export function useSaveKey(onSave: () => void, isActive: boolean) {
  const save = useCallbackRef(onSave);
  useEffect(() => {
    if (!isActive) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'KeyS' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      // A dialog has a question of its own.
      if (document.querySelector('[role="dialog"]') === null) save();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isActive, save]);
}
