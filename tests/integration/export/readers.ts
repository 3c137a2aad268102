/**
 * Readers that share nothing with the writers: a strict one of separated values, a zip archive by
 * `node:zlib`, and XML by saxes, which refuses what is not well-formed.
 */
import { inflateRawSync } from 'node:zlib';
import { SaxesParser } from 'saxes';

/** A file of ours: it begins with a byte order mark. */
export function readDelimited(bytes: Buffer, delimiter: ',' | '\t'): string[][] {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (!text.startsWith('\ufeff')) throw new Error('no byte order mark');
  return parseDelimited(text.slice(1), delimiter, '\r\n');
}

/** @throws where the text is not what RFC 4180 describes */
export function parseDelimited(
  text: string,
  delimiter: ',' | '\t',
  lineEnd: '\n' | '\r\n',
): string[][] {
  if (!text.endsWith(lineEnd)) throw new Error('the last line does not end');
  const rows: string[][] = [];
  let row: string[] = [];
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"\\r\\n${delimiter}]*))(${delimiter}|${lineEnd})`,
    'y',
  );
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (!match) throw new Error(`not RFC 4180 at ${JSON.stringify(text.slice(at, at + 40))}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === lineEnd) {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  text: string;
}

/** @throws on anything that is not well-formed */
export function readXml(bytes: Buffer): XmlNode {
  const parser = new SaxesParser();
  const top: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  parser.on('opentag', ({ name, attributes }) => {
    const node: XmlNode = { name, attributes: { ...attributes }, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (text) => {
    const node = open.at(-1);
    if (node) node.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close();
  const root = top.children[0];
  if (!root) throw new Error('no element');
  return root;
}

/** The files of an archive, found by its central directory. */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not a whole archive');
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const start = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(data, data + size);
    files.set(name, method === 0 ? packed : inflateRawSync(packed));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

export interface SheetRead {
  name: string;
  /** As stored: a number's digits, a text. Absent cells are ''. */
  rows: string[][];
  /** Beside each cell its number format; 'text' for a cell that holds text. */
  formats: string[][];
}

export function readXlsx(bytes: Buffer): SheetRead[] {
  const files = readZip(bytes);
  const part = (name: string) => {
    const file = files.get(name);
    if (!file) throw new Error(`no ${name}`);
    return readXml(file);
  };
  const child = (node: XmlNode, name: string) => node.children.find((one) => one.name === name);
  const styles = part('xl/styles.xml');
  const codes = new Map(
    (child(styles, 'numFmts')?.children ?? []).map(({ attributes }) => [
      attributes['numFmtId'],
      attributes['formatCode'],
    ]),
  );
  const formatIds = (child(styles, 'cellXfs')?.children ?? []).map(
    ({ attributes }) => attributes['numFmtId'] ?? '',
  );
  const formatOf = (cell: XmlNode) => {
    const id = formatIds[Number(cell.attributes['s'])] ?? '';
    return codes.get(id) ?? `#${id}`;
  };
  const sheets = child(part('xl/workbook.xml'), 'sheets')?.children ?? [];
  return sheets.map(({ attributes }, index) => {
    const sheet = part(`xl/worksheets/sheet${index + 1}.xml`);
    const read: SheetRead = { name: attributes['name'] ?? '', rows: [], formats: [] };
    for (const row of child(sheet, 'sheetData')?.children ?? []) {
      const values: string[] = [];
      const formats: string[] = [];
      for (const cell of row.children) {
        const column = columnOf(cell.attributes['r'] ?? '');
        while (values.length < column) {
          values.push('');
          formats.push('');
        }
        const isText = ['inlineStr', 'str'].includes(cell.attributes['t'] ?? '');
        values.push(isText ? decoded(leafText(cell)) : leafText(cell));
        formats.push(isText ? 'text' : formatOf(cell));
        if (cell.children.some(({ name }) => name === 'f')) throw new Error('a formula');
      }
      read.rows.push(values);
      read.formats.push(formats);
    }
    return read;
  });
}

function leafText(node: XmlNode): string {
  return node.children.length === 0 ? node.text : node.children.map(leafText).join('');
}

/** ECMA-376, ST_Xstring. */
function decoded(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function columnOf(reference: string): number {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
