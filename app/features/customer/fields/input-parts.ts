import type { ReactNode } from 'react';

/** What every kind of input is given. */
export interface InputParts {
  label: string | null;
  /** For inputs without a visible label. */
  'aria-label': string | undefined;
  description: ReactNode;
  error: ReactNode;
  readOnly: boolean;
  required: boolean;
  size: 'xs' | 'sm' | 'md';
}
