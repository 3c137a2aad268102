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
  '*.config.{ts,js}',
  'app/root.tsx',
  'app/routes.ts',
  'app/entry.*.tsx',
  'app/routes/**/*.tsx',
  'tests/support/global-*.ts',
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
      // An arrow that hands on a void call is the usual form of an event handler.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
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
    // A case of a table comes with as many parameters as the table has columns.
    files: ['{app,server,prisma,bench}/**/*.{ts,tsx}'],
    ignores: tests,
    rules: { 'max-params': ['error', { max: 3 }] },
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
  { files: ['server/env.ts'], rules: { 'tandem/one-env-reader': 'off' } },
  { files: ['server/shared/money.ts'], rules: { 'tandem/money-is-exact': 'off' } },
  { files: ['server/trpc/**/*.ts'], rules: { 'tandem/trpc-error-in-trpc': 'off' } },
  {
    files: ['{app,server}/**/*.{ts,tsx}'],
    ignores: [...tests, 'server/infra/**', 'server/features/*/repository.ts'],
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
    ignores: [...tests, 'app/i18n/format.ts'],
    rules: { 'tandem/format-in-one-place': 'error' },
  },
  {
    files: browserSafe,
    ignores: tests,
    rules: { 'no-restricted-globals': ['error', ...notInEveryPlace] },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    // Tools' own files and the rules themselves: JavaScript, outside the type checker's program.
    files: ['**/*.js'],
    languageOptions: { sourceType: 'module', ecmaVersion: 2023 },
    rules: { 'no-undef': 'off' },
  },
);
