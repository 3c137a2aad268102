/** A file to plant, and the rules that must fire on it: exactly these. */
export interface LintCase {
  says: string;
  path: string;
  source: string;
  fires: string[];
}

const lines = (count: number, line: string) => `${line}\n`.repeat(count);
const longFunction = (statements: number) =>
  `export function long(): number {\n  let n = 0;\n${lines(statements, '  n += 1;')}  return n;\n}\n`;
const moneyImport = "import type { Money } from '#server/shared/money.ts';\n";

const typed: LintCase[] = [
  {
    says: 'a promise nobody waits for',
    path: 'server/infra/floating.ts',
    source:
      'async function later(): Promise<void> {\n  await Promise.resolve();\n}\nexport function now() {\n  later();\n}\n',
    fires: ['@typescript-eslint/no-floating-promises'],
  },
  {
    says: 'a switch that forgets a member',
    path: 'server/infra/switch.ts',
    source:
      "export function say(kind: 'a' | 'b'): number {\n  switch (kind) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}\n",
    fires: ['@typescript-eslint/switch-exhaustiveness-check'],
  },
  {
    says: 'a claim that something is there',
    path: 'server/infra/non-null.ts',
    source: 'export const first = (list: string[]) => list.at(0)!;\n',
    fires: ['@typescript-eslint/no-non-null-assertion'],
  },
  {
    says: 'a type that stops checking',
    path: 'server/infra/any.ts',
    source: 'export type Row = Record<string, any>;\n',
    fires: ['@typescript-eslint/no-explicit-any'],
  },
  {
    says: 'a type imported as a value',
    path: 'server/infra/type-import.ts',
    source:
      "import { Money } from '#server/shared/money.ts';\nexport type Pair = [Money, Money];\n",
    fires: ['@typescript-eslint/consistent-type-imports'],
  },
  {
    says: 'types switched off by a comment',
    path: 'server/infra/ts-comment.ts',
    source:
      '// @ts-expect-error: it is wrong and nobody knows why\nexport const n: number = "a";\n',
    fires: ['@typescript-eslint/ban-ts-comment'],
  },
  {
    says: 'a rule switched off for nothing',
    path: 'server/infra/unused-disable.ts',
    source: '// eslint-disable-next-line no-console\nexport const n = 1;\n',
    fires: ["Unused eslint-disable directive (no problems were reported from 'no-console')."],
  },
  {
    says: 'a hook behind a condition',
    path: 'app/lib/use-maybe.ts',
    source:
      "import { useState } from 'react';\nexport function useMaybe(on: boolean) {\n  if (on) return useState(0);\n  return null;\n}\n",
    fires: ['react-hooks/rules-of-hooks'],
  },
];

const places: LintCase[] = [
  {
    says: 'the environment read outside server/env.ts',
    path: 'server/infra/mailer.ts',
    source: "export const host = process.env['SMTP_HOST'];\n",
    fires: ['tandem/one-env-reader'],
  },
  {
    says: 'the environment taken out of process by its name',
    path: 'server/infra/mailer-2.ts',
    source: "import { env } from 'node:process';\nexport const host = env['SMTP_HOST'];\n",
    fires: ['tandem/one-env-reader'],
  },
  {
    says: 'the one reader of the environment',
    path: 'server/env.ts',
    source: "export const host = process.env['HOST'];\n",
    fires: [],
  },
  {
    says: 'a console on the server',
    path: 'server/infra/noise.ts',
    source: "console.log('here');\n",
    fires: ['no-console'],
  },
  {
    says: 'a console in the browser',
    path: 'app/lib/noise.ts',
    source: "console.log('here');\n",
    fires: ['no-console'],
  },
  {
    says: 'a mock of a module of ours',
    path: 'server/infra/mocked.test.ts',
    source: "import { vi } from 'vitest';\nvi.mock('#server/shared/money.ts');\n",
    fires: ['tandem/no-module-mocks'],
  },
  {
    says: 'a test that does not run',
    path: 'server/infra/skipped.test.ts',
    source: "import { it } from 'vitest';\nit.skip('does something', () => undefined);\n",
    fires: ['tandem/no-skipped-tests'],
  },
  {
    says: 'a transport error in a use case',
    path: 'server/features/customer/use-cases/lock-customer.ts',
    source:
      "import { TRPCError } from '@trpc/server';\nexport function lockCustomer() {\n  throw new TRPCError({ code: 'CONFLICT' });\n}\n",
    fires: ['tandem/trpc-error-in-trpc'],
  },
  {
    says: 'a transport error where it belongs',
    path: 'server/trpc/init.ts',
    source:
      "import { TRPCError } from '@trpc/server';\nexport function fail() {\n  throw new TRPCError({ code: 'CONFLICT' });\n}\n",
    fires: [],
  },
  {
    says: 'a Prisma call in a use case',
    path: 'server/features/customer/use-cases/get-customer.ts',
    source:
      'interface Ctx { db: { customer: { findFirst: () => Promise<null> } } }\nexport const getCustomer = (ctx: Ctx) => ctx.db.customer.findFirst();\n',
    fires: ['tandem/sql-in-repository'],
  },
  {
    says: 'SQL in HTTP',
    path: 'server/http/health.ts',
    source: "export const probe = 'SELECT id FROM customers';\n",
    fires: ['tandem/sql-in-repository'],
  },
  {
    says: 'raw SQL in a domain',
    path: 'server/features/customer/domain.ts',
    source:
      'interface Db { $queryRaw: (text: TemplateStringsArray) => Promise<null> }\nexport const lock = (db: Db) => db.$queryRaw`select 1`;\n',
    fires: ['tandem/sql-in-repository'],
  },
  {
    says: 'SQL in a repository',
    path: 'server/features/customer/repository.ts',
    source: "export const all = 'SELECT id FROM customers';\n",
    fires: [],
  },
  {
    says: 'a barrel',
    path: 'server/infra/everything.ts',
    source: "export * from '#server/shared/money.ts';\n",
    fires: ['tandem/no-re-exports'],
  },
  {
    says: 'a default export',
    path: 'server/infra/default.ts',
    source: 'export default function main() {\n  return 1;\n}\n',
    fires: ['tandem/no-default-export'],
  },
  {
    says: 'a default export that Remix asks for',
    path: 'app/routes/customers.tsx',
    source: 'export default function Customers() {\n  return null;\n}\n',
    fires: [],
  },
  {
    says: 'the package with open advisories',
    path: 'server/infra/sheet.ts',
    source: "import type { WorkBook } from 'xlsx';\nexport type Book = WorkBook;\n",
    fires: ['no-restricted-imports'],
  },
  {
    says: 'a name of one side in a file for both',
    path: 'server/features/customer/policy.ts',
    source: 'export const here = () => window.innerWidth > 0;\n',
    fires: ['no-restricted-globals'],
  },
];

const words: LintCase[] = [
  {
    says: 'a sentence between tags',
    path: 'app/components/text.tsx',
    source: 'export const Text = () => <b>Lock</b>;\n',
    fires: ['tandem/words-from-locales'],
  },
  {
    says: 'a sentence in braces',
    path: 'app/components/braces.tsx',
    source: "export const Braces = ({ on }: { on: boolean }) => <b>{on ? 'Live' : null}</b>;\n",
    fires: ['tandem/words-from-locales'],
  },
  {
    says: 'a name that screen readers say',
    path: 'app/components/label.tsx',
    source: 'export const Label = () => <button aria-label="Close" />;\n',
    fires: ['tandem/words-from-locales'],
  },
  {
    says: 'a title handed to a function',
    path: 'app/lib/toast.ts',
    source: "export const toast = { title: 'Customer locked', color: 'green' };\n",
    fires: ['tandem/words-from-locales'],
  },
  {
    says: 'a Ukrainian word on the server',
    path: 'server/infra/mail.ts',
    source: "export const subject = 'Вітаємо';\n",
    fires: ['tandem/no-cyrillic'],
  },
  {
    says: 'keys, codes, signs and class names',
    path: 'app/components/keys.tsx',
    source:
      "export const Keys = ({ t }: { t: (key: string) => string }) => (\n  <b className=\"Wide\" title={t('common:close')}>\n    {t('common:open')} · 10 %\n  </b>\n);\n",
    fires: [],
  },
  {
    says: 'a date put in words by hand',
    path: 'app/features/customer/since.ts',
    source: "export const since = (at: Date) => at.toLocaleDateString('uk');\n",
    fires: ['tandem/format-in-one-place'],
  },
  {
    says: 'a formatter of its own',
    path: 'app/features/customer/number.ts',
    source: 'export const number = new Intl.NumberFormat();\n',
    fires: ['tandem/format-in-one-place'],
  },
  {
    says: 'the one place of formatters',
    path: 'app/i18n/format.ts',
    source: 'export const number = new Intl.NumberFormat();\n',
    fires: [],
  },
];

const moneyCases: LintCase[] = [
  {
    says: 'a sum of money by +',
    path: 'server/features/operation/sum.ts',
    source: `${moneyImport}export const sum = (a: Money, b: Money) => a + b;\n`,
    fires: ['tandem/money-is-exact'],
  },
  {
    says: 'money compared as letters',
    path: 'server/features/operation/less.ts',
    source: `${moneyImport}export const less = (a: Money, b: Money) => a < b;\n`,
    fires: ['tandem/money-is-exact'],
  },
  {
    says: 'money as a float',
    path: 'app/features/operation/float.ts',
    source: `${moneyImport}export const float = (a: Money) => Number(a);\n`,
    fires: ['tandem/money-is-exact'],
  },
  {
    says: 'parseFloat on anything',
    path: 'app/features/operation/parse.ts',
    source: 'export const parse = (typed: string) => parseFloat(typed);\n',
    fires: ['tandem/money-is-exact'],
  },
  {
    says: 'money reckoned with its own functions',
    path: 'server/features/operation/exact.ts',
    source: `${moneyImport}import { addMoney } from '#server/shared/money.ts';\nexport const sum = (a: Money, b: Money) => addMoney(a, b);\n`,
    fires: [],
  },
];

const sizes: LintCase[] = [
  {
    says: '401 lines',
    path: 'server/infra/long-file.ts',
    source: `export const n = 1;\n${lines(400, '// line')}`,
    fires: ['tandem/long-file', 'max-lines'],
  },
  {
    says: '251 lines are a warning',
    path: 'server/infra/longish-file.ts',
    source: lines(252, 'export {};'),
    fires: ['tandem/long-file'],
  },
  {
    says: 'a function of 71 lines',
    path: 'server/infra/long-function.ts',
    source: longFunction(67),
    fires: ['max-lines-per-function'],
  },
  {
    says: 'a function of 70 lines',
    path: 'server/infra/fitting-function.ts',
    source: longFunction(66),
    fires: [],
  },
  {
    says: 'a component of 121 lines',
    path: 'app/components/long-component.tsx',
    source: longFunction(117),
    fires: ['max-lines-per-function'],
  },
  {
    says: 'a component of 120 lines',
    path: 'app/components/fitting-component.tsx',
    source: longFunction(116),
    fires: [],
  },
  {
    says: 'four parameters',
    path: 'server/infra/parameters.ts',
    source: 'export const sum = (a: number, b: number, c: number, d: number) => a + b + c + d;\n',
    fires: ['tandem/three-parameters'],
  },
  {
    says: 'the four parameters by which Express knows a handler of errors',
    path: 'server/http/handler.ts',
    source:
      "import type { ErrorRequestHandler } from 'express';\nexport const handle: ErrorRequestHandler = (_e, _q, response, _n) => {\n  response.end();\n};\n",
    fires: [],
  },
];

export const lintCases: LintCase[] = [...typed, ...places, ...words, ...moneyCases, ...sizes];
