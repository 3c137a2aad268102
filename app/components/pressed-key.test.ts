import { describe, expect, it } from 'vitest';
import { pressedKey } from './pressed-key.ts';

type Press = Parameters<typeof pressedKey>[0];

const press = (part: Partial<Press>): Press => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...part,
});

describe('the key that was pressed', () => {
  it.each([
    ['a Latin letter', { key: 'j', code: 'KeyJ' }, 'j'],
    ['the same under Dvorak, where J is elsewhere', { key: 'j', code: 'KeyC' }, 'j'],
    ['a Ukrainian letter: its key', { key: 'о', code: 'KeyJ' }, 'j'],
    ['with Caps Lock', { key: 'О', code: 'KeyJ' }, 'j'],
    ['with Shift', { key: 'Ч', code: 'KeyX', shiftKey: true }, 'shift+x'],
    ['with Ctrl', { key: 'л', code: 'KeyK', ctrlKey: true }, 'mod+k'],
    ['a slash', { key: '/', code: 'Slash' }, '/'],
    ['the key of the slash, which writes a full stop', { key: '.', code: 'Slash' }, '/'],
    ['a question mark', { key: '?', code: 'Slash', shiftKey: true }, '?'],
    ['a question mark over the seven', { key: '?', code: 'Digit7', shiftKey: true }, '?'],
    ['the same place with a comma', { key: ',', code: 'Slash', shiftKey: true }, '?'],
    ['a bracket under Ukrainian letters', { key: 'х', code: 'BracketLeft' }, '['],
    ['a comma', { key: ',', code: 'Comma' }, ','],
    ['an arrow', { key: 'ArrowDown', code: 'ArrowDown' }, 'arrowdown'],
    ['the space bar', { key: ' ', code: 'Space' }, 'space'],
  ])('is told: %s', (_, part, told) => {
    expect(pressedKey(press(part), false)).toBe(told);
  });

  it.each([
    ['with Alt', { key: 'j', code: 'KeyJ', altKey: true }],
    ['half a sign', { key: 'Dead', code: 'Quote' }],
    ['in the middle of a word that is put together', { key: 'j', code: 'KeyJ', isComposing: true }],
    ['with the key of the system', { key: 'k', code: 'KeyK', metaKey: true }],
  ])('is none of ours: %s', (_, part) => {
    expect(pressedKey(press(part), false)).toBeNull();
  });

  it('takes the Mac by its own key', () => {
    const command = press({ key: 'k', code: 'KeyK', metaKey: true });
    expect(pressedKey(command, true)).toBe('mod+k');
    expect(pressedKey(press({ key: 'k', code: 'KeyK', ctrlKey: true }), true)).toBeNull();
  });
});
