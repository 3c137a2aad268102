/** A column's head in words; the margins have none. */
export function columnLabel({ header }: { header?: unknown }): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
