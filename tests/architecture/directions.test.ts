import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directionCases, packages, targets } from './direction-cases.ts';
import type { Mirror } from './mirror.ts';
import { makeMirror, root } from './mirror.ts';

interface Violation {
  from: string;
  rule: { name: string };
}

interface Report {
  summary: { violations: Violation[]; ruleSetUsed: { forbidden: { name: string }[] } };
}

const declaredPackages = {
  name: 'mirror',
  type: 'module',
  imports: {
    '#app/*': './app/*',
    '#server/*': './server/*',
    '#prisma/*': './prisma/*',
    '#tests/*': './tests/*',
  },
  dependencies: { pg: '*', xlsx: '*' },
  devDependencies: { vitest: '*' },
};

let mirror: Mirror;
let violations: Violation[];
let rules: string[];

function planted(): Record<string, string> {
  const files: Record<string, string> = { 'package.json': JSON.stringify(declaredPackages) };
  for (const name of packages) {
    files[`node_modules/${name}/package.json`] = JSON.stringify({ name, main: 'index.js' });
    files[`node_modules/${name}/index.js`] = 'exports.value = 1;\n';
  }
  for (const path of targets) files[path] = 'export const value = 1;\n';
  for (const { path, target, typeOnly } of directionCases) {
    files[path] = typeOnly
      ? `import type { value } from '${target}';\nexport type Other = typeof value;\nexport const value = 2;\n`
      : `import { value as other } from '${target}';\nexport const value = other;\n`;
  }
  return files;
}

beforeAll(() => {
  mirror = makeMirror(['tsconfig.json', '.dependency-cruiser.js'], planted());
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['app', 'server', 'prisma', 'tests'],
      ...['--output-type', 'json', '--config', '.dependency-cruiser.js'],
    ],
    { cwd: mirror.folder, encoding: 'utf8', maxBuffer: 1e9 },
  );
  const { summary } = JSON.parse(run.stdout) as Report;
  violations = summary.violations;
  rules = summary.ruleSetUsed.forbidden.map(({ name }) => name);
});

afterAll(() => {
  mirror.remove();
});

describe('directions', () => {
  it.each(directionCases)('$path → $target: $says', ({ path, fires }) => {
    const fired = violations.filter(({ from }) => from === path).map(({ rule }) => rule.name);
    expect([...new Set(fired)].filter((name) => name !== 'no-orphans').sort()).toEqual(fires);
  });

  it('finds a file that nobody imports', () => {
    const lonely = violations.filter(({ from }) => from === 'app/features/order/lonely.tsx');
    expect(lonely.map(({ rule }) => rule.name)).toEqual(['no-orphans']);
  });

  it('has an import planted against every rule', () => {
    const shown = new Set([...directionCases.flatMap(({ fires }) => fires), 'no-orphans']);
    expect(rules.filter((name) => !shown.has(name))).toEqual([]);
  });
});
