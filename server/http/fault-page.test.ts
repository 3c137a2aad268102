import { expect, test } from 'vitest';
import { languages } from '#server/shared/language.ts';
import { faultPage } from './fault-page.ts';

const of = { requestId: 'a1<b', cspNonce: 'n0nce' };

test.each(languages)('says what is the matter in %s, with nothing left open', (language) => {
  const texts = (['INTERNAL', 'INVALID_INPUT', 'SERVICE_UNAVAILABLE'] as const).map((code) =>
    faultPage({ ...of, code, language }),
  );
  for (const html of texts) {
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain('<style nonce="n0nce">');
    expect(html).toContain('a1&lt;b');
    expect(html).not.toMatch(/\{\{|undefined|<script/);
  }
  expect(new Set(texts).size).toBe(3);
});
