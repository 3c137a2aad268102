import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/**
 * A small copy of the tree to plant faults in: the real configuration beside made-up files. It lies
 * within the project, so that packages are found, and in a folder that every tool leaves alone.
 */
export interface Mirror {
  folder: string;
  remove: () => void;
}

export function makeMirror(copied: readonly string[], planted: Record<string, string>): Mirror {
  const home = join(root, '.cache', 'mirrors');
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, 'm-'));
  for (const path of copied) cpSync(join(root, path), join(folder, path), { recursive: true });
  for (const [path, source] of Object.entries(planted)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
