import { createContext, useContext } from 'react';

/** Why a row still stands there although it belongs to the result no more. */
export type RowState = 'listed' | 'left' | 'removed';

/** Of the row around it, so that no other row is made anew with it. */
export const RowStateContext = createContext<RowState>('listed');

export function useRowState(): RowState {
  return useContext(RowStateContext);
}
