/**
 * A letter as programs show it: HTML with its styles inline and a plain text that says the same. All
 * words come from the caller, already in the receiver's language; all of them are escaped. Mail
 * programs know no scripts, few styles and no web fonts, so it is tables and system fonts. Readable in
 * the dark: colours are named for both, and without either the program's own hold.
 */
import { escapeHtml } from '#server/infra/html.ts';
import type { LetterWords } from '#server/shared/letter.ts';

export interface Letter {
  subject: string;
  html: string;
  text: string;
}

const fonts = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

const style = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  .page { background: #f4f5f7; color: #1c2024; }
  .sheet { background: #ffffff; }
  .note { color: #5b6470; }
  @media (prefers-color-scheme: dark) {
    .page { background: #141619 !important; color: #e9ecef !important; }
    .sheet { background: #1f2226 !important; }
    .note { color: #a6adb5 !important; }
    .action { background: #7ea2f5 !important; color: #10131a !important; }
  }`;

/** @param words an action's address must be http(s) */
export function renderLetter(words: LetterWords): Letter {
  return { subject: words.subject, html: htmlOf(words), text: textOf(words) };
}

function textOf({ paragraphs, action, notes, signature }: LetterWords): string {
  const asked = action === null ? [] : [`${action.label}:\n${action.url}`];
  return `${[...paragraphs, ...asked, ...notes, signature].join('\n\n')}\n`;
}

function htmlOf({ language, subject, paragraphs, action, notes, signature }: LetterWords): string {
  const lines = paragraphs.map((text) => paragraph(text, 'margin:0 0 16px'));
  const asked = action === null ? '' : button(action);
  const small = [...notes, signature].map((text) =>
    paragraph(text, 'margin:0 0 12px;font-size:14px;line-height:20px', 'note'),
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${style}</style>
</head>
<body class="page" style="margin:0;padding:0">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" class="page">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" class="sheet"
  style="max-width:560px;border-radius:8px">
<tr><td style="padding:32px;font-family:${fonts};font-size:16px;line-height:24px">
<h1 style="margin:0 0 20px;font-size:20px;line-height:28px;font-weight:600">${escapeHtml(subject)}</h1>
${lines.join('\n')}
${asked}
${small.join('\n')}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function paragraph(text: string, css: string, name?: string): string {
  const marked = name === undefined ? '' : ` class="${name}"`;
  return `<p${marked} style="${css}">${escapeHtml(text)}</p>`;
}

/**
 * The address stands in words too: some programs show no buttons, and people check where it leads. Its
 * colours are inline, because some leave out style elements.
 */
function button({ label, url }: { label: string; url: string }): string {
  const css =
    'display:inline-block;padding:12px 20px;border-radius:6px;font-weight:600;text-decoration:none;' +
    'background:#2456c7;color:#ffffff';
  return `<p style="margin:24px 0 12px"><a class="action" href="${escapeHtml(url)}" style="${css}">${escapeHtml(label)}</a></p>
<p class="note" style="margin:0 0 24px;font-size:13px;line-height:18px;word-break:break-all">${escapeHtml(url)}</p>`;
}
