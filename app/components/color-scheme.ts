import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';

interface Store {
  read: () => string | null;
  write: (scheme: MantineColorScheme) => void;
}

export function isColorScheme(value: unknown): value is MantineColorScheme {
  return value === 'light' || value === 'dark' || value === 'auto';
}

/** Keeps the choice where the server can read it, so that the first paint is right. */
export function colorSchemeManager({ read, write }: Store): MantineColorSchemeManager {
  return {
    get: (fallback) => {
      const stored = typeof document === 'undefined' ? null : read();
      return isColorScheme(stored) ? stored : fallback;
    },
    set: write,
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => write('auto'),
  };
}
