/**
 * Names under which PostgreSQL keeps the plans of statements that come again and again, so that they
 * are parsed and planned once a connection and not each time. What is asked but once or twice (the
 * ways to combine filters are many) gets none, and so does a statement whose plan hangs on its values.
 */
import { Prisma } from '#prisma/generated/client.ts';

/** A statement with this in it is planned for the values of each call. */
const mark = '/* planned for its values */';
export const plannedAnew = Prisma.raw(mark);

/** Each is kept by every connection. */
const namedMax = 500;
const namedFrom = 3;
/** Texts that are counted at a time. */
const countedMax = 2_000;

/** Answers a statement's name, or '' for none. */
export function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= namedMax || sql.includes(mark)) return '';
    const count = (counts.get(sql) ?? 0) + 1;
    if (count < namedFrom) {
      if (counts.size >= countedMax) counts.clear();
      counts.set(sql, count);
      return '';
    }
    counts.delete(sql);
    const name = `tandem_${String(names.size + 1)}`;
    names.set(sql, name);
    return name;
  };
}
