/**
 * .xml for other programs: elements named by the columns' keys, amounts and instants exact. Values
 * are not guarded against formulas, because an apostrophe would be a false value to a program.
 */
import { assert } from '#server/shared/assert.ts';
import { cleanText } from './cell-text.ts';
import type { ExportPlan } from './columns.ts';
import { textCells } from './text-cells.ts';
import type { TextWriter } from './text-writer.ts';
import { wallIso } from './wall-clock.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** For an element's text; `>` too, or `]]>` would not be well-formed. */
export function escapeXml(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, (sign) => escapes[sign] ?? '') : text;
}

const elementName = /^[A-Za-z][\w.-]*$/;

export function xmlWriter(plan: ExportPlan): TextWriter {
  const keys = plan.columns.map(({ key }) => key);
  for (const key of keys) assert(elementName.test(key), `${key} can't name an XML element`);
  const cells = textCells(plan, { text: escapeXml, dateTime: wallIso });
  const headings = plan.columns.map(
    ({ key, heading, kind }) =>
      `<column name="${key}" kind="${kind}">${escapeXml(cleanText(heading))}</column>\n`,
  );
  const zone = escapeXml(plan.timeZone).replaceAll('"', '&quot;');
  return {
    start:
      `<?xml version="1.0" encoding="UTF-8"?>\n<export timeZone="${zone}">\n` +
      `<columns>\n${headings.join('')}</columns>\n<rows>\n`,
    rows: (rows) => {
      let text = '';
      for (const row of rows) {
        text += '<row>';
        for (let index = 0; index < cells.length; index += 1) {
          const key = keys[index] ?? '';
          const value = cells[index]?.(row[index] ?? null) ?? '';
          text += value === '' ? `<${key}/>` : `<${key}>${value}</${key}>`;
        }
        text += '</row>\n';
      }
      return text;
    },
    end: '</rows>\n</export>\n',
  };
}
