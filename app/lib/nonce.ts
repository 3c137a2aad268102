import { createContext, useContext } from 'react';

/** The content security policy lets only styles and scripts of this page through. */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
