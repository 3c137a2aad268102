/**
 * Quick search and sorting by text as SQL, the same for every list: any part, without regard to
 * case and accents; a phone number in any notation; Ukrainian order. Values travel as parameters alone.
 */
import { Prisma } from '#prisma/generated/client.ts';
import { plannedAnew } from './statement-names.ts';

/** «№ 7» or "#7": a number by itself, as it stands in front of a name. */
const idPattern = /^[№#]\s*(\d{1,9})$/;
const digitsPattern = /^\+?[\d\s().-]{3,}$/;

/** @param columns the row's id, and its generated text in lower case */
export function searchCondition(
  search: string,
  columns: { id: Prisma.Sql; text: Prisma.Sql },
): Prisma.Sql {
  if (search === '') return Prisma.sql`true`;
  const like = (text: string) =>
    Prisma.sql`${plannedAnew} ${columns.text}
      LIKE '%' || fold_text(${text.replace(/[\\%_]/g, '\\$&')}) || '%'`;
  const typed = search.normalize('NFC');
  const id = idPattern.exec(typed.trim())?.[1];
  if (id !== undefined) return Prisma.sql`${columns.id} = ${Number(id)}`;
  const digits = typed.replace(/\D/g, '');
  if (!digitsPattern.test(typed) || digits.length < 3) return like(typed);
  return Prisma.sql`(${like(typed)} OR ${like(digits)})`;
}

/** A text column to sort by, and the type that its values are compared as. */
export function textOrder(column: Prisma.Sql): { expression: Prisma.Sql; type: Prisma.Sql } {
  return {
    expression: Prisma.sql`${column} COLLATE "uk-x-icu"`,
    type: Prisma.sql`text COLLATE "uk-x-icu"`,
  };
}
