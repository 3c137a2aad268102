import { forbid } from './forbid.js';
import { moneyIsExact } from './money.js';
import { wordsFromLocales } from './words.js';

const prismaMethods =
  '/^(find(Many|First|Unique)(OrThrow)?|create(Many)?(AndReturn)?|update(Many)?(AndReturn)?|upsert|delete(Many)?|count|aggregate|groupBy)$/';
const rawMethods = '/^\\$?(queryRaw|executeRaw|queryRawUnsafe|executeRawUnsafe|runCommandRaw)$/';
const sqlText =
  '/\\b(SELECT\\s[\\s\\S]+\\sFROM|INSERT\\s+INTO|UPDATE\\s[\\s\\S]+\\sSET|DELETE\\s+FROM|TRUNCATE\\s+\\w)\\b/';

/** The rules of the architecture that a look at one file can check. */
export const tandem = {
  meta: { name: 'tandem' },
  rules: {
    'one-env-reader': forbid('Only server/env.ts reads process.env: take it as an argument.', [
      'MemberExpression[object.name="process"][property.name="env"]',
      'MemberExpression[object.name="process"][property.value="env"]',
      'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
      'ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name="env"]',
    ]),
    'no-module-mocks': forbid(
      'No mocks of our own modules: pass a dependency as an argument, or fake it at the edge.',
      [
        'CallExpression[callee.object.name=/^(vi|vitest|jest)$/][callee.property.name=/^(mock|doMock|hoisted|unstable_mockModule)$/]',
      ],
    ),
    'trpc-error-in-trpc': forbid('Throw an AppError: only server/trpc knows TRPCError.', [
      'ImportSpecifier[imported.name="TRPCError"]',
      'NewExpression[callee.name="TRPCError"]',
      'NewExpression[callee.property.name="TRPCError"]',
    ]),
    'sql-in-repository': forbid('Prisma and SQL live in repository.ts and server/infra alone.', [
      `CallExpression[callee.property.name=${rawMethods}]`,
      `TaggedTemplateExpression[tag.property.name=${rawMethods}]`,
      `CallExpression[callee.property.name=${prismaMethods}][callee.object.object.name=/^(db|tx|prisma)$/]`,
      `CallExpression[callee.property.name=${prismaMethods}][callee.object.object.property.name=/^(db|tx|prisma)$/]`,
      `Literal[value=${sqlText}]`,
      `TemplateElement[value.raw=${sqlText}]`,
    ]),
    'format-in-one-place': forbid(
      'Dates, numbers and money are put in words by app/i18n/format.ts.',
      [
        // What the lists of names are is a fact, not a word.
        'MemberExpression[object.name="Intl"][property.name!="supportedValuesOf"]',
        'CallExpression[callee.property.name=/^toLocale(String|DateString|TimeString)$/]',
        'CallExpression[callee.property.name=/^(toDateString|toTimeString|toUTCString|toFixed|toPrecision)$/]',
        'ImportDeclaration[source.value="dayjs"]',
      ],
    ),
    'no-re-exports': forbid('No barrels: import from the file where a name is declared.', [
      'ExportAllDeclaration',
      'ExportNamedDeclaration[source]',
    ]),
    'no-default-export': forbid(
      'Export by name: default exports are for files that a tool loads.',
      ['ExportDefaultDeclaration', 'ExportSpecifier[exported.name="default"]'],
    ),
    'no-skipped-tests': forbid('A test runs or it does not exist.', [
      'MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(skip|only|todo|fixme|fails|skipIf|runIf)$/]',
    ]),
    'no-cyrillic': forbid('A word of a language is a key in locales/, on the server too.', [
      'Literal[raw=/[\\u0400-\\u04ff]/][regex=undefined]',
      'TemplateElement[value.raw=/[\\u0400-\\u04ff]/]',
      'JSXText[value=/[\\u0400-\\u04ff]/]',
    ]),
    'three-parameters': forbid('Three parameters at most: more belong in one object with names.', [
      // Express knows a handler of errors by its four parameters.
      ':function[params.length>3]' +
        ':not([parent.id.typeAnnotation.typeAnnotation.typeName.name="ErrorRequestHandler"])' +
        ':not([parent.parent.parent.returnType.typeAnnotation.typeName.name="ErrorRequestHandler"])',
    ]),
    'long-file': forbid('Over 250 lines: split it by verb or noun before it reaches 400.', [
      'Program[loc.end.line>250]',
    ]),
    'money-is-exact': moneyIsExact,
    'words-from-locales': wordsFromLocales,
  },
};
