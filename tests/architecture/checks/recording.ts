import { join, relative } from 'node:path';
import ts from 'typescript';
import { tablesOf, tablesWrittenIn } from './writes.ts';

/**
 * Architecture 4: a mutation that writes records an event, unless all that it writes is private to
 * one user. From every `.mutation` of a feature's router the check follows what it refers to, through
 * the type checker, and notes the tables that are written and whether one of the two database
 * functions that write events is met. What is private is said where the table is: in the doc comment
 * of its Prisma model. There is no way to declare an exception.
 */
const writers = /\b(record_event|post_operations)\s*\(/;

export interface Mutation {
  /** `customer.lock` */
  procedure: string;
  /** Path of the use case, or null if the router calls none or several. */
  useCase: string | null;
  records: boolean;
  /** Tables that it writes and that others read too. */
  writes: string[];
}

export function mutationsOf(folder: string): Mutation[] {
  const program = programOf(folder);
  const checker = program.getTypeChecker();
  const tables = tablesOf(folder);
  const pathOf = (file: ts.SourceFile) => relative(folder, file.fileName).replaceAll('\\', '/');
  return program
    .getSourceFiles()
    .filter((file) => /^server\/features\/[^/]+\/router\.ts$/.test(pathOf(file)))
    .flatMap((file) => {
      const noun = pathOf(file).split('/')[2] ?? '';
      return handlersOf(file).map(({ name, handler }) => {
        const called = referredFrom(handler, checker).filter((declaration) =>
          pathOf(declaration.getSourceFile()).startsWith(`server/features/${noun}/use-cases/`),
        );
        const [first] = called;
        const reached = [...reachedFrom(handler, checker)];
        const written = reached.flatMap((node) => tablesWrittenIn(node, checker, tables));
        return {
          procedure: `${noun}.${name}`,
          useCase: called.length === 1 && first ? pathOf(first.getSourceFile()) : null,
          records: reached.some((node) => writers.test(textsIn(node))),
          writes: [...new Set(written)].filter((table) => !tables.isPrivate.has(table)).sort(),
        };
      });
    });
}

function programOf(folder: string): ts.Program {
  const config = ts.readConfigFile(join(folder, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, folder);
  const routers = ts.sys.readDirectory(
    join(folder, 'server/features'),
    ['.ts'],
    [],
    ['**/router.ts'],
  );
  return ts.createProgram(routers, options);
}

/** Properties of the router whose chain ends in `.mutation(handler)`. */
function handlersOf(file: ts.SourceFile): { name: string; handler: ts.Node }[] {
  const found: { name: string; handler: ts.Node }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isCallExpression(node.initializer)) {
      const {
        expression,
        arguments: [handler],
      } = node.initializer;
      if (
        ts.isPropertyAccessExpression(expression) &&
        expression.name.text === 'mutation' &&
        handler
      ) {
        found.push({ name: node.name.getText(file), handler });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A piece of code and every function of ours that it leads to. */
function reachedFrom(start: ts.Node, checker: ts.TypeChecker): Set<ts.Node> {
  const seen = new Set([start]);
  for (const node of seen) {
    for (const declaration of referredFrom(node, checker)) seen.add(declaration);
  }
  return seen;
}

/** Text of string and template literals alone: a comment that names the function proves nothing. */
function textsIn(node: ts.Node): string {
  const texts: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (
      ts.isStringLiteralLike(inner) ||
      ts.isTemplateHead(inner) ||
      ts.isTemplateMiddleOrTemplateTail(inner)
    ) {
      texts.push(inner.text);
    }
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return texts.join('\n');
}

/** Functions, methods and values of our own sources that a piece of code names. */
function referredFrom(node: ts.Node, checker: ts.TypeChecker): ts.Node[] {
  const found = new Set<ts.Node>();
  const visit = (inner: ts.Node): void => {
    if (ts.isTypeNode(inner)) return;
    if (ts.isIdentifier(inner) || ts.isPrivateIdentifier(inner)) {
      for (const declaration of declarationsOf(inner, checker)) found.add(declaration);
    }
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return [...found];
}

function declarationsOf(name: ts.Node, checker: ts.TypeChecker): ts.Node[] {
  const symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined) return [];
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target.declarations ?? []).flatMap((declaration) => {
    const file = declaration.getSourceFile();
    if (file.isDeclarationFile || /\/(node_modules|generated)\//.test(file.fileName)) return [];
    if (ts.isMethodSignature(declaration) || ts.isPropertySignature(declaration)) {
      return implementationsOf(declaration.name.getText(file), file);
    }
    return hasBody(declaration) ? [declaration] : [];
  });
}

function hasBody(node: ts.Node): boolean {
  if (ts.isVariableDeclaration(node)) return ts.isVariableStatement(node.parent.parent);
  if (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) return true;
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

/** Of a method that an interface names: the functions of that name beside the interface. */
function implementationsOf(name: string, file: ts.SourceFile): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const isNamed = 'name' in node && (node.name as ts.Node | undefined)?.getText(file) === name;
    if (isNamed && hasBody(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export function silentMutations(mutations: readonly Mutation[]): string[] {
  return mutations
    .filter(({ records, writes }) => !records && writes.length > 0)
    .map(({ procedure, writes }) => `${procedure}: writes ${writes.join(', ')} and no event`);
}

/** `customer.lock` is `use-cases/lock-customer.ts`; `session.signIn` is `use-cases/sign-in.ts`. */
export function misnamedUseCases(mutations: readonly Mutation[]): string[] {
  return mutations.flatMap(({ procedure, useCase }) => {
    if (useCase === null) return [`${procedure}: calls not exactly one use case of its own`];
    const verb = kebab(procedure.split('.')[1] ?? '');
    const stem = useCase.split('/').at(-1)?.replace('.ts', '') ?? '';
    return stem === verb || stem.startsWith(`${verb}-`) ? [] : [`${procedure}: is not ${useCase}`];
  });
}
