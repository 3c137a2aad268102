/** Whom one acts on, as the list hands it over. */
export type Selected =
  | {
      kind: 'named';
      /** With the versions that were on screen when they were chosen. */
      rows: readonly { customerId: number; version: number }[];
      count: number;
      /** They are about to become all that match. */
      isWidening: boolean;
    }
  | { kind: 'matching'; selectionId: number; count: number };
