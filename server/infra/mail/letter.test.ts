import { expect, test } from 'vitest';
import { renderLetter } from './letter.ts';

const words = {
  language: 'uk',
  subject: 'Запрошення до Tandem',
  paragraphs: ['Вітаємо, Олено!', 'Встановіть пароль, щоб увійти.'],
  action: { label: 'Встановити пароль', url: 'https://tandem.example/set-password?token=a&b=c' },
  notes: ['Посилання діє 24 години.'],
  signature: 'Tandem',
} as const;

test('both forms say all of it, in order', () => {
  const { html, text, subject } = renderLetter(words);
  expect(subject).toBe(words.subject);
  expect(text).toBe(
    'Вітаємо, Олено!\n\nВстановіть пароль, щоб увійти.\n\nВстановити пароль:\n' +
      'https://tandem.example/set-password?token=a&b=c\n\nПосилання діє 24 години.\n\nTandem\n',
  );
  expect(html).toContain('<html lang="uk">');
  const places = [...words.paragraphs, 'href="https://', words.action.label, ...words.notes].map(
    (part) => html.indexOf(part),
  );
  expect(places).not.toContain(-1);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
});

test('what people typed is text, never markup', () => {
  const { html } = renderLetter({
    ...words,
    paragraphs: ['<script>alert("1")</script>'],
    action: { label: '<b>', url: 'https://tandem.example/?a="><script>' },
  });
  expect(html).not.toMatch(/<script|<b>/);
  expect(html).toContain('&lt;script&gt;');
  expect(html).toContain('?a=&quot;&gt;&lt;script&gt;"');
});

test('a letter without anything to do has no link', () => {
  const { html, text } = renderLetter({ ...words, action: null });
  expect(html).not.toContain('<a ');
  expect(text).not.toContain('http');
});
