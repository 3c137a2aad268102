import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * Which tables a piece of code writes: by calls of Prisma's models, known by their types, and by the
 * text of SQL. What can't be named (a table that is chosen at run time) is told as such, so that it
 * never passes for harmless.
 */
export const unknownTable = 'a table that is named at run time';

const writingMethods = new Set([
  'create',
  'createMany',
  'createManyAndReturn',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'upsert',
  'delete',
  'deleteMany',
]);
/** Inside the data of a call: rows of a related model are written along with it. */
const nestedWrites = new Set([
  ...writingMethods,
  'connect',
  'connectOrCreate',
  'disconnect',
  'set',
]);

export interface Tables {
  /** By the name of the model. */
  byModel: ReadonlyMap<string, string>;
  /** Tables whose model's doc comment has a sentence that begins with "Private:". */
  isPrivate: ReadonlySet<string>;
}

const modelPattern = /((?:^[ \t]*\/\/.*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm;

/** Reads `prisma/schema` of a tree. */
export function tablesOf(folder: string): Tables {
  const schemas = join(folder, 'prisma/schema');
  const files = existsSync(schemas) ? readdirSync(schemas) : [];
  const byModel = new Map<string, string>();
  const isPrivate = new Set<string>();
  for (const file of files.filter((name) => name.endsWith('.prisma'))) {
    const source = readFileSync(join(schemas, file), 'utf8');
    for (const [, comment = '', model = '', body = ''] of source.matchAll(modelPattern)) {
      const table = /^\s*@@map\("([^"]+)"\)/m.exec(body)?.[1] ?? model;
      byModel.set(model, table);
      if (/^\/\/\/ Private: \S/m.test(comment)) isPrivate.add(table);
    }
  }
  return { byModel, isPrivate };
}

const schemaName = String.raw`(?:ONLY\s+)?(?:"?public"?\s*\.\s*)?`;
const sqlWrites = [
  new RegExp(
    String.raw`\b(?:INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO)\b\s*${schemaName}"?(\?|[\w$]+)?`,
    'gi',
  ),
  // Not `DO UPDATE SET`, which goes on with a table that was named, and not `FOR UPDATE`.
  new RegExp(
    String.raw`\bUPDATE\s+${schemaName}"?(\?|[\w$]+)"?(?:\s+(?:AS\s+)?\w+)?\s+SET\b`,
    'gi',
  ),
  /(?<!\b(?:DO|FOR|KEY)\s+)\bUPDATE\s*$/g,
  new RegExp(String.raw`\bTRUNCATE\s+(?:TABLE\s+)?${schemaName}"?(\?|[\w$]+)?`, 'g'),
];

function tablesInSql(text: string): string[] {
  return sqlWrites.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, name]) =>
      name === undefined || name === '?' ? unknownTable : name.toLowerCase(),
    ),
  );
}

/** Everything that the code between two braces writes itself, not what it calls does. */
export function tablesWrittenIn(node: ts.Node, checker: ts.TypeChecker, tables: Tables): string[] {
  const found: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isTypeNode(inner)) return;
    const text = textOf(inner);
    if (text !== null) found.push(...tablesInSql(text));
    if (ts.isIdentifier(inner) && writingMethods.has(inner.text)) {
      for (const model of modelsOf(inner, checker)) {
        found.push(tables.byModel.get(model) ?? model);
        if (writesRelated(inner)) found.push(unknownTable);
      }
    }
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

/** The text of a string or a template as a whole; a value that is put in stands as a question mark. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `?${literal.text}`).join('');
}

/** Models whose method this name is, whatever the value is called that it is taken from. */
function modelsOf(name: ts.Identifier, checker: ts.TypeChecker): string[] {
  const { parent } = name;
  const symbol =
    ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent)
      ? checker.getTypeAtLocation(parent.parent).getProperty(name.text)
      : checker.getSymbolAtLocation(name);
  return (symbol?.declarations ?? []).flatMap((declaration) => {
    const path = declaration.getSourceFile().fileName.replaceAll('\\', '/');
    return /\/prisma\/generated\/models\/(\w+)\.ts$/.exec(path)?.[1] ?? [];
  });
}

function writesRelated(method: ts.Identifier): boolean {
  const call = method.parent.parent;
  if (!ts.isCallExpression(call)) return false;
  let found = false;
  const visit = (inner: ts.Node): void => {
    if (ts.isPropertyAssignment(inner) && ts.isIdentifier(inner.name)) {
      // `upsert` has `create` and `update` of its own at the top.
      const isOwn = inner.parent === call.arguments[0];
      if (!isOwn && nestedWrites.has(inner.name.text)) found = true;
    }
    ts.forEachChild(inner, visit);
  };
  call.arguments.forEach(visit);
  return found;
}
