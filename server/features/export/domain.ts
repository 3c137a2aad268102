/**
 * What stands in the file of an export: which columns, headed how, and each value as the screen says
 * it, in the language of whoever ordered it. Pure: words come as a function, rows as the database
 * gives them. What a cell must not hold (formulas, control characters) is the writers' matter.
 */
import type { BatchReason, BatchVerdict } from '#server/shared/batch.ts';
import type { CustomerColumn } from '#server/shared/customer-filter.ts';
import { customerStatuses } from '#server/shared/customer-filter.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import { phoneGroups } from '#server/shared/phone-groups.ts';
import type { ExportOrder } from './schema.ts';

/** S1-48 */
export const documentedColumns = [
  'id',
  'login',
  'email',
  'lastName',
  'firstName',
  'middleName',
  'name',
  'phone',
] as const;
export const batchFileColumns = ['position', 'customerId', 'login', 'verdict', 'reason'] as const;

export type CustomerFileColumn = CustomerColumn | (typeof documentedColumns)[number];
export type BatchFileColumn = (typeof batchFileColumns)[number];

export type FileContents =
  | { of: 'customers'; columns: readonly CustomerFileColumn[] }
  | { of: 'batch'; columns: readonly BatchFileColumn[] };

export function contentsOf({ source, columns }: ExportOrder): FileContents {
  if (source.kind === 'batch') return { of: 'batch', columns: batchFileColumns };
  return { of: 'customers', columns: columns === 'documented' ? documentedColumns : columns };
}

type Kind = 'text' | 'number' | 'money' | 'dateTime';
export interface FileColumn {
  key: string;
  heading: string;
  kind: Kind;
}
type FileCell = string | number | null;

/** The words of one language, and the format that they are written in. */
export interface Reader {
  words: {
    text: (key: string, params?: Record<string, string | number>) => string;
    country: (code: string) => string;
  };
  format: ExportFormat;
}

const kinds: Partial<Record<CustomerFileColumn | BatchFileColumn, Kind>> = {
  id: 'number',
  balance: 'money',
  registeredAt: 'dateTime',
  lastSignInAt: 'dateTime',
  devicesCount: 'number',
  position: 'number',
  customerId: 'number',
};

const nameParts = new Set<string>(['lastName', 'firstName', 'middleName']);

export function columnsOf(contents: FileContents, { words: { text } }: Reader): FileColumn[] {
  const headingOf = (key: string) => {
    if (contents.of === 'batch') return text(`export:batchColumn.${key}`);
    return nameParts.has(key) ? text(`customer:field.${key}`) : text(`customer:column.${key}`);
  };
  return contents.columns.map((key) => ({
    key,
    heading: headingOf(key),
    kind: kinds[key] ?? 'text',
  }));
}

type ToCell = (value: unknown) => FileCell;

/** Turns rows as the database gives them, in the order of the columns, into cells. */
export function cellsOf(contents: FileContents, reader: Reader): (row: unknown[]) => FileCell[] {
  const special = specialCells(reader);
  const toCells = contents.columns.map((key) => special[key] ?? asItIs);
  return (row) => toCells.map((toCell, index) => toCell(row[index]));
}

function asItIs(value: unknown): FileCell {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function specialCells(
  reader: Reader,
): Partial<Record<CustomerFileColumn | BatchFileColumn, ToCell>> {
  const { text, country } = reader.words;
  const statuses = customerStatuses.map((status) => text(`customer:status.${status}`));
  const [yes, no] = [text('customer:value.yes'), text('customer:value.no')];
  const reset = text('customer:value.passwordReset');
  const active = text('customer:value.passwordActive');
  return {
    phone: phoneCell(reader),
    country: (value) => (typeof value === 'string' ? country(value) : null),
    status: (value) => (typeof value === 'number' ? (statuses[value] ?? null) : null),
    emailConfirmed: (value) => (value === true ? yes : no),
    passwordStatus: (value) => (value === true ? reset : active),
    verdict: (value) => text(`batch:verdict.${(value as BatchVerdict | null) ?? 'waiting'}`),
    reason: (value) => (value === null ? null : text(`batch:reason.${value as BatchReason}`)),
  };
}

/** In groups where a spreadsheet program would take a bare number for an amount (decision 016). */
function phoneCell({ format }: Reader): ToCell {
  if (format !== 'csv' && format !== 'txt') return asItIs;
  return (value) => (typeof value === 'string' ? phoneGroups(value).join(' ') : null);
}

/** @param day YYYY-MM-DD in the company's zone */
export function fileNameOf(
  { source }: ExportOrder,
  { words, format }: Reader,
  day: string,
): string {
  const title =
    source.kind === 'batch'
      ? words.text('export:file.batch', { id: source.batchId })
      : words.text('export:file.customers');
  return `${title} ${day}.${format}`;
}
