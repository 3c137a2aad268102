/**
 * .csv by RFC 4180 and .txt as the same with tabs: UTF-8 with a byte order mark, because Excel takes
 * a file without one for its machine's own code page; lines end with CR LF.
 */
import { cleanText, neutraliseFormula } from './cell-text.ts';
import type { ExportPlan } from './columns.ts';
import { textCells } from './text-cells.ts';
import type { TextWriter } from './text-writer.ts';
import { wallText } from './wall-clock.ts';

const byteOrderMark = '\ufeff';

export function delimitedWriter(plan: ExportPlan, delimiter: ',' | '\t'): TextWriter {
  // Spaces at the edges are quoted too: some readers trim what is bare.
  const special = delimiter === ',' ? /[",\r\n]|^\s|\s$/ : /["\t\r\n]|^\s|\s$/;
  const field = (text: string) => {
    const safe = neutraliseFormula(text);
    return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const cells = textCells(plan, { text: field, dateTime: wallText });
  const heading = plan.columns.map((column) => field(cleanText(column.heading)));
  return {
    start: `${byteOrderMark}${heading.join(delimiter)}\r\n`,
    rows: (rows) => {
      let text = '';
      for (const row of rows) {
        let line = '';
        for (let index = 0; index < cells.length; index += 1) {
          if (index > 0) line += delimiter;
          line += cells[index]?.(row[index] ?? null) ?? '';
        }
        text += `${line}\r\n`;
      }
      return text;
    },
    end: '',
  };
}
