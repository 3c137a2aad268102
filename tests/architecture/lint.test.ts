import { relative } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lintCases } from './lint-cases.ts';
import type { Mirror } from './mirror.ts';
import { makeMirror } from './mirror.ts';

/**
 * The tree itself is linted by `npm run lint`. Here each rule is shown to fire on a fault planted in
 * a copy, alone, and to be silent where the rule says so.
 */
let mirror: Mirror;
const found = new Map<string, string[]>();

beforeAll(async () => {
  const planted = Object.fromEntries(lintCases.map(({ path, source }) => [path, source]));
  mirror = makeMirror(
    [
      'package.json',
      'tsconfig.json',
      'eslint.config.js',
      'tests/architecture/rules',
      'server/shared',
    ],
    planted,
  );
  const eslint = new ESLint({ cwd: mirror.folder });
  for (const result of await eslint.lintFiles(['.'])) {
    const names = result.messages.map((message) => message.ruleId ?? message.message);
    found.set(relative(mirror.folder, result.filePath).replaceAll('\\', '/'), [...new Set(names)]);
  }
});

afterAll(() => {
  mirror.remove();
});

describe('lint', () => {
  it.each(lintCases)('$path: $says', ({ path, fires }) => {
    expect(found.get(path)).toEqual(fires);
  });

  it('has no two faults planted in one file', () => {
    expect(new Set(lintCases.map(({ path }) => path)).size).toBe(lintCases.length);
  });
});
