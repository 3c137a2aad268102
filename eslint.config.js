import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { tandem } from './tests/architecture/rules/plugin.js';

/*
 * Every rule of the architecture that one file can break stands here as an error; a test plants a
 * fault for each (tests/architecture/lint.test.ts). Directions between files are in
 * .dependency-cruiser.js. Rules for reading in comfort (formatting) are Prettier's.
 */

const browserSafe = ['server/shared/**/*.ts', 'server/features/*/{schema,events,policy}.ts'];
const tests = ['**/*.test.{ts,tsx}', 'tests/**/*.ts'];
/** Files that a tool loads by their default export. */
const loadedByTools = [
  '**/*.config.{ts,js}',
  '*.config.d.ts',
  'app/root.tsx',
  'app/routes.ts',
  'app/entry.*.tsx',
  'app/routes/**/*.tsx',
  'tests/*/global-*.ts',
];

/** Names that exist on one side alone; a browser-safe file runs on both. */
const notInEveryPlace = [
  'process',
  'Buffer',
  'setImmediate',
  '__dirname',
  'window',
  'document',
  'navigator',
  'localStorage',
  'sessionStorage',
  'location',
];

export default defineConfig(
  {
    ignores: [
      '.*',
      'build/',
      'coverage/',
      '.cache/',
      '.data/',
      'prisma/generated/',
      'test-results/',
      'playwright-report/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, plugins: { tandem } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      // Numbers in a template read well and can't surprise; everything else still must be text.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Style alone: an arrow that hands on a void call is the usual form of an event handler, and
      // what an interface declares as a promise may be at hand.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // Express and Remix wait for a handler's promise themselves where they take one.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { returns: false } }],
      // Remix answers with a thrown Response.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: ['Response', 'TypedResponse', 'DataWithResponseInit'] },
      ],
      // `interface X extends Y {}` gives a long type a name that error messages can use.
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'xlsx', message: 'Unfixed advisories: use exceljs.' }] },
      ],
      'tandem/no-re-exports': 'error',
      'tandem/no-default-export': 'error',
      'tandem/no-module-mocks': 'error',
      'tandem/no-skipped-tests': 'error',
    },
  },
  { files: loadedByTools, rules: { 'tandem/no-default-export': 'off' } },
  {
    // Sizes (architecture 6). A describe block is no function to read in one go: tests have no bound
    // on that. TypeScript and Prettier count as everybody does, so blank lines and comments count.
    files: ['{app,server,prisma,bench,tests}/**/*.{ts,tsx,js}'],
    rules: {
      'tandem/long-file': 'warn',
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['{app,server,prisma,bench,tests}/**/*.{ts,js}'],
    ignores: tests,
    rules: { 'max-lines-per-function': ['error', { max: 70 }] },
  },
  {
    // A case of a table comes with as many parameters as the table has columns, and a file that a
    // tool loads gets what the tool hands over.
    files: ['{app,server,prisma,bench}/**/*.{ts,tsx}'],
    ignores: [...tests, ...loadedByTools],
    rules: { 'tandem/three-parameters': 'error' },
  },
  { files: ['**/*-cases.ts'], rules: { 'tandem/long-file': 'off' } },
  {
    files: ['app/**/*.tsx'],
    ignores: tests,
    rules: { 'max-lines-per-function': ['error', { max: 120 }] },
  },
  {
    files: ['{app,server}/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error', 'tandem/trpc-error-in-trpc': 'error' },
  },
  {
    files: ['{app,server}/**/*.{ts,tsx}', 'prisma/{seed,factories}/**/*.ts'],
    rules: { 'tandem/one-env-reader': 'error', 'tandem/money-is-exact': 'error' },
  },
  {
    // A made-up request has what the test is about and no more.
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A test may show that something does not compile, and says what.
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 },
      ],
    },
  },
  { files: ['server/env.ts'], rules: { 'tandem/one-env-reader': 'off' } },
  { files: ['server/shared/money.ts'], rules: { 'tandem/money-is-exact': 'off' } },
  { files: ['server/trpc/**/*.ts'], rules: { 'tandem/trpc-error-in-trpc': 'off' } },
  {
    files: ['{app,server}/**/*.{ts,tsx}'],
    ignores: [
      ...tests,
      'server/infra/**',
      'server/features/*/repository.ts',
      'server/features/*/repository/*.ts',
    ],
    rules: { 'tandem/sql-in-repository': 'error' },
  },
  { files: ['app/**/*.{ts,tsx}'], ignores: tests, rules: { 'tandem/words-from-locales': 'error' } },
  {
    files: ['{app,server}/**/*.{ts,tsx}'],
    ignores: tests,
    rules: { 'tandem/no-cyrillic': 'error' },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'server/features/**/*.ts', 'server/shared/**/*.ts'],
    ignores: [
      ...tests,
      'app/i18n/format.ts',
      'server/features/*/repository.ts',
      'server/features/*/repository/*.ts',
    ],
    rules: { 'tandem/format-in-one-place': 'error' },
  },
  {
    files: browserSafe,
    ignores: tests,
    rules: { 'no-restricted-globals': ['error', ...notInEveryPlace] },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    // The plugin's other rules are for React's compiler, which React 18 doesn't have.
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // Tools' own files and the rules themselves: JavaScript, outside the type checker's program.
    files: ['**/*.js'],
    languageOptions: { sourceType: 'module', ecmaVersion: 2023 },
    rules: { 'no-undef': 'off' },
  },
);
