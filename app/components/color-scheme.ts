import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';

/**
 * What the server found (profile or cookie) is what the page begins with, so that nothing changes
 * colour after it was painted; a choice goes where the server reads it on the next page.
 */
export function colorSchemeManager(
  write: (scheme: MantineColorScheme) => void,
): MantineColorSchemeManager {
  return {
    get: (found) => found,
    set: write,
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => write('auto'),
  };
}
