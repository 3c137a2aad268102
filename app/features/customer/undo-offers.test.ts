import { expect, test, vi } from 'vitest';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { offerUndo, undoOffersEventHandler } from './undo-offers.ts';

function event(id: number, version: number, type = 'customer.unlocked'): TandemEvent {
  return { type, subject: { type: 'customer', id }, version } as TandemEvent;
}

test('an Undo ends with the next lock or unlock of its customer, once', () => {
  const end = vi.fn();
  offerUndo({ id: 7, version: 5 }, end);
  // The echo of the lock itself, and other customers, leave it.
  undoOffersEventHandler(event(7, 5));
  undoOffersEventHandler(event(8, 6));
  // A deposit or an edit does not stand in its way.
  undoOffersEventHandler(event(7, 6, 'operation.deposited'));
  expect(end).not.toHaveBeenCalled();
  undoOffersEventHandler(event(7, 6));
  undoOffersEventHandler(event(7, 7));
  expect(end).toHaveBeenCalledTimes(1);
});

test('a newer offer takes the place of the former', () => {
  const former = vi.fn();
  const newer = vi.fn();
  offerUndo({ id: 9, version: 2 }, former);
  offerUndo({ id: 9, version: 3 }, newer);
  expect(former).toHaveBeenCalledTimes(1);
  undoOffersEventHandler(event(9, 4));
  expect(newer).toHaveBeenCalledTimes(1);
});
