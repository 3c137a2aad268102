/**
 * Product 5.3: there is no write path to a customer without a version. Who may write takes a held
 * customer by its type; these checks see that nothing goes round the type: no mutation without a
 * version in its input, no statement on the table outside the functions that take one. The ledger's
 * SQL function alone changes balances by itself (decision 013).
 */
import ts from 'typescript';
import { z } from 'zod';
import type { Tree } from '../tree.ts';
import { paths, textOf } from '../tree.ts';

interface Procedure {
  type: string;
  inputs: readonly unknown[];
}

/** Every mutation of the noun that names a customer asks for the version that the screen showed. */
export function unversionedMutations(
  procedures: ReadonlyMap<string, Procedure>,
  noun: string,
): string[] {
  return [...procedures].flatMap(([name, { type, inputs }]) => {
    if (!name.startsWith(`${noun}.`) || type !== 'mutation') return [];
    const shape = Object.assign(
      {},
      ...inputs.map((input) => (input instanceof z.ZodObject ? input.shape : {})),
    ) as Record<string, z.ZodType>;
    const names = shape[`${noun}Id`] !== undefined;
    const asks = shape['version'] !== undefined && !shape['version'].safeParse(undefined).success;
    return names && !asks ? [`${name}: names a ${noun} and asks for no version`] : [];
  });
}

const home = 'server/features/customer/repository/';
/** The one file that makes each kind of held customers. */
const mints: Record<string, string> = {
  HeldCustomer: `${home}write.ts`,
  HeldCustomers: `${home}write-many.ts`,
};
const writes =
  /^(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)$/;
const writingSql =
  /\b(?:(?:UPDATE|INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO)\s+(?:public\.)?"?(?:customers|customer_tags)\b|remove_customers\s*\()/i;

/** Most files needn't be parsed. */
const mentions = /\.customer(?:Tag)?\b|\bcustomers\b|\bcustomer_tags\b|\bremove_customers\b/;

/** Statements on customers outside functions that take a held one; adding a row needs none. */
export function looseWrites(tree: Tree): string[] {
  return paths(tree, /^server\/.*(?<!\.test)\.ts$/).flatMap((path) => {
    if (!mentions.test(textOf(tree, path))) return [];
    const source = ts.createSourceFile(path, textOf(tree, path), ts.ScriptTarget.Latest, true);
    const faults: string[] = [];
    const visit = (node: ts.Node): void => {
      const what = writeIn(node);
      if (what !== null && !isHeld(node, path, what)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        faults.push(`${path}:${line + 1}: ${what} without a held customer`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return faults;
  });
}

/** `customer.update`, or the statement of an SQL text. */
function writeIn(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node) && writes.test(node.name.text)) {
    const table = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
    return /^customer(Tag)?$/.test(table) ? `${table}.${node.name.text}` : null;
  }
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node);
  return isText || ts.isTemplateMiddleOrTemplateTail(node)
    ? (writingSql.exec(node.text)?.[0] ?? null)
    : null;
}

function isHeld(node: ts.Node, path: string, what: string): boolean {
  if (!path.startsWith(home)) return false;
  const inside = ts.findAncestor(node, ts.isFunctionDeclaration);
  const types = inside?.parameters.map(({ type }) => type?.getText() ?? '') ?? [];
  return what === 'customer.create' || types.some((type) => type in mints);
}

/** A brand is minted in one place, by the function that takes the versions and the locks. */
export function otherMints(tree: Tree): string[] {
  return paths(tree, /^server\/.*\.ts$/).flatMap((path) =>
    Object.entries(mints).flatMap(([brand, mint]) => {
      const cast = new RegExp(`\\bas (?:unknown as )?${brand}\\b`, 'g');
      const casts = [...textOf(tree, path).matchAll(cast)];
      const allowed = path === mint ? 1 : 0;
      return casts.length > allowed ? [`${path}: makes a held customer itself`] : [];
    }),
  );
}
