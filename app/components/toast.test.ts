import { expect, test } from 'vitest';
import { showToast, takeEndedToasts, takeToasts } from './toast.ts';

test('a toast is handed over once', () => {
  showToast({ message: 'said' });
  expect(takeToasts()).toMatchObject([{ message: 'said' }]);
  expect(takeToasts()).toEqual([]);
});

test('a toast that is not shown yet is taken back unseen', () => {
  const end = showToast({ message: 'too late' });
  end();
  expect(takeToasts()).toEqual([]);
  expect(takeEndedToasts()).toEqual([]);
});

test('a toast that is on the screen is named to be taken off', () => {
  const end = showToast({ message: 'shown' });
  const [shown] = takeToasts();
  end();
  expect(takeEndedToasts()).toEqual([shown?.id]);
  expect(takeEndedToasts()).toEqual([]);
});
