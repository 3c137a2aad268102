import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './mirror.ts';

/**
 * The sources as path → text, with `/` in every path. Checks are functions of it, so a fault is
 * planted by putting one more file into a copy.
 */
export type Tree = ReadonlyMap<string, string>;

const folders = ['app', 'server', 'prisma', 'tests', 'bench', 'locales', 'docs'];
const text = /\.(tsx?|js|json|md|prisma|sql|css)$|^\.env\.example$/;
const left = new Set(['node_modules', 'generated', 'results']);

export function readTree(): Tree {
  const tree = new Map<string, string>();
  for (const folder of folders) readFolder(folder, tree);
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isFile() && text.test(entry.name)) tree.set(entry.name, read(entry.name));
  }
  return tree;
}

function readFolder(folder: string, tree: Map<string, string>): void {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!left.has(entry.name)) readFolder(path, tree);
    } else if (text.test(entry.name)) tree.set(path, read(path));
  }
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** A copy with files changed or added; null takes one away. */
export function plant(tree: Tree, files: Record<string, string | null>): Tree {
  const copy = new Map(tree);
  for (const [path, source] of Object.entries(files)) {
    if (source === null) copy.delete(path);
    else copy.set(path, source);
  }
  return copy;
}

/** What a planted fault adds to the faults that were there before. */
export function added(before: readonly string[], after: readonly string[]): string[] {
  return after.filter((fault) => !before.includes(fault));
}

export function textOf(tree: Tree, path: string): string {
  return tree.get(path) ?? '';
}

export function paths(tree: Tree, pattern: RegExp): string[] {
  return [...tree.keys()].filter((path) => pattern.test(path)).sort();
}
