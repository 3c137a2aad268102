/** Whom one acts on, as the list hands it over; `isWidening`: they are about to become all that match. */
export type Selected =
  | {
      kind: 'named';
      /** With the versions that were on screen when they were chosen. */
      rows: readonly { customerId: number; version: number }[];
      count: number;
      isWidening: boolean;
    }
  | { kind: 'matching'; selectionId: number; count: number; isWidening: boolean };
