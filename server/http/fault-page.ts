/**
 * The page in place of one that could not be made, because the database is away or by a fault of ours.
 * It needs nothing but this process: no session, no script, no file. Asked again, the address that
 * was wanted opens.
 */
import { escapeHtml } from '#server/infra/html.ts';
import { wordsIn } from '#server/infra/words.ts';
import type { Language } from '#server/shared/language.ts';
import type { Locals } from './headers.ts';

export type FaultCode = 'INTERNAL' | 'INVALID_INPUT' | 'SERVICE_UNAVAILABLE';

interface Fault extends Locals {
  code: FaultCode;
  language: Language;
}

const style = `
  :root { color-scheme: light dark; --page: #f7f8fa; --text: #1c2027; --quiet: #666f7d; --action: #3c63d6; --on: #fff; }
  @media (prefers-color-scheme: dark) {
    :root { --page: #12161b; --text: #dfe3ea; --quiet: #949cab; --action: #97b4f7; --on: #12161b; }
  }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--page);
    color: var(--text); font: 14px/1.5 'Inter Variable', system-ui, 'Segoe UI', Roboto, sans-serif; }
  main { max-width: 440px; padding: 24px; text-align: center; }
  h1 { margin: 0 0 8px; font-size: 20px; line-height: 28px; font-weight: 600; }
  p { margin: 0 0 24px; overflow-wrap: anywhere; }
  a { display: inline-block; padding: 10px 20px; border-radius: 8px; background: var(--action);
    color: var(--on); font-weight: 500; text-decoration: none; }
  small { display: block; margin-top: 24px; color: var(--quiet); font-size: 12px; }`;

export function faultPage({ code, language, requestId, cspNonce }: Fault): string {
  const { text } = wordsIn(language);
  const say = (key: string) => escapeHtml(text(key, { requestId }));
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${say('common:error.title')} · Tandem</title>
<style nonce="${cspNonce}">${style}</style>
</head>
<body>
<main role="alert">
<h1>${say('common:error.title')}</h1>
<p>${say(`error:${code}`)}</p>
<a href="">${say('common:action.retry')}</a>
<small>${say('common:error.requestId')}</small>
</main>
</body>
</html>
`;
}
