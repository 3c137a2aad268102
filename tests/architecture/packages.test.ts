import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Lockfile } from './checks/packages.ts';
import {
  packageRules,
  packagesForOtherNodes,
  packagesWithOtherLicences,
} from './checks/packages.ts';
import { root } from './mirror.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));
const lock = read('package-lock.json') as Lockfile;
const manifest = read('package.json') as Parameters<typeof packageRules>[0];

describe('packages', () => {
  it('run on every Node that the product supports', () => {
    expect(packagesForOtherNodes(lock)).toEqual([]);
  });

  it('come under licences that a product may ship', () => {
    expect(packagesWithOtherLicences(lock)).toEqual([]);
  });

  it('are the versions and overrides that work together', () => {
    expect(packageRules(manifest)).toEqual([]);
  });

  it('fire on a package for a newer Node, in production alone', () => {
    const planted = (dev: boolean): Lockfile => ({
      packages: { 'node_modules/a/node_modules/@b/c': { engines: { node: '>=22' }, dev } },
    });
    expect(packagesForOtherNodes(planted(false))).toEqual(['@b/c: not for Node 20.19.0']);
    expect(packagesForOtherNodes(planted(true))).toEqual([]);
  });

  it.each([
    ['GPL-3.0', 1],
    ['(MIT OR GPL-3.0)', 0],
    ['MIT AND GPL-3.0', 1],
    [undefined, 1],
    ['ISC', 0],
  ])('licence %s: %d faults', (license, count) => {
    const planted: Lockfile = { packages: { 'node_modules/a': license ? { license } : {} } };
    expect(packagesWithOtherLicences(planted)).toHaveLength(count);
  });

  it.each([
    ['xlsx', { ...manifest, dependencies: { ...manifest.dependencies, xlsx: '^0.18.5' } }],
    ['no overrides', { ...manifest, overrides: {} }],
    [
      'an older tRPC',
      { ...manifest, dependencies: { ...manifest.dependencies, '@trpc/server': '^11.19.0' } },
    ],
    ['engines without 20', { ...manifest, engines: { node: '>=22.12.0' } }],
  ])('fire on %s', (_, planted) => {
    expect(packageRules(planted)).toHaveLength(1);
  });
});
