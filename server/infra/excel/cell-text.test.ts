import { expect, test } from 'vitest';
import { cleanText, neutraliseFormula, plainText } from './cell-text.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['+cmd|calc', "'+cmd|calc"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' =1+1', "' =1+1"],
  ['\u00a0=1+1', "'\u00a0=1+1"],
  ['\u200b=1+1', "'\u200b=1+1"],
  ['\ufeff=1+1', "'\ufeff=1+1"],
  ['\n@SUM(A1)', "'\n@SUM(A1)"],
  ['\tname', "'\tname"],
  ['\rname', "'\rname"],
  ['\uff1d1+1', "'\uff1d1+1"],
  ['+380501234567+cmd', "'+380501234567+cmd"],
  ['+38050=1', "'+38050=1"],
  ['-', "'-"],
])('puts an apostrophe before %j', (text, expected) => {
  expect(neutraliseFormula(text)).toBe(expected);
});

test.each([
  '+380501234567',
  '+380 50 123 4567',
  'Олена',
  'a=b',
  'x@example.com',
  '5 - 3',
  '',
  "'quoted",
  '(=1)',
])('leaves %j as it is', (text) => {
  expect(neutraliseFormula(text)).toBe(text);
});

test('replaces what no format can hold and keeps what all can', () => {
  expect(cleanText('a\0b\x1b[31mc\ufffe\ud800d')).toBe('a\ufffdb\ufffd[31mc\ufffd\ufffdd');
  expect(cleanText('one\r\ntwo\rthree\tfour 😀')).toBe('one\ntwo\nthree\tfour 😀');
});

test('shows an object as text and never hands it on', () => {
  expect(plainText({ formula: '1+1' })).toBe('{"formula":"1+1"}');
  expect(plainText({ text: 'x', hyperlink: 'http://x' })).toBe(
    '{"text":"x","hyperlink":"http://x"}',
  );
  expect(plainText(null)).toBe('');
});
