/**
 * How much JavaScript a page brings before it can answer: the entry, the files of its routes, all that
 * these import, and the reader's words. From the built client. What comes when the page is idle or
 * when something is opened (dialogs, menus, charts) is not in it, nor is the list of routes, which
 * stands in the page itself.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';

const assets = new URL('../../build/client/assets/', import.meta.url);

interface Page {
  routes: readonly string[];
  /** The first letters of the file with its words. */
  words: string;
}

export const firstPages = {
  'sign-in': { routes: ['root', 'routes/sign-in'], words: 'resources.sign-in.uk-' },
  list: {
    routes: ['root', 'routes/_app', 'routes/_app.customers._index'],
    words: 'resources.uk-',
  },
  customer: {
    routes: [
      'root',
      'routes/_app',
      'routes/_app.customers.$customerId',
      'routes/_app.customers.$customerId._index',
    ],
    words: 'resources.uk-',
  },
} as const satisfies Record<string, Page>;
export type FirstPage = keyof typeof firstPages;

interface Part {
  module: string;
  imports: string[];
}
interface Manifest {
  entry: Part;
  routes: Record<string, Part>;
}

export interface LoadedFile {
  file: string;
  text: string;
  /** Gzipped. */
  bytes: number;
}

/** The files of a page's first load, the largest first. */
export function firstLoad(page: FirstPage): LoadedFile[] {
  const { routes, words }: Page = firstPages[page];
  const manifest = readManifest();
  const parts = [manifest.entry, ...routes.map((id) => manifest.routes[id])];
  const found = new Set<string>();
  for (const part of parts) {
    if (part === undefined) throw new Error(`a route of ${page} is not in the build`);
    for (const path of [part.module, ...part.imports]) collect(basename(path), found);
  }
  collect(fileOf(words), found);
  return [...found]
    .map((file) => ({ file, text: textOf(file), bytes: gzipSync(textOf(file)).length }))
    .sort((a, b) => b.bytes - a.bytes);
}

export function kibOf(files: readonly LoadedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
}

function readManifest(): Manifest {
  const text = textOf(fileOf('manifest-'));
  return JSON.parse(text.replace(/^window\.__remixManifest=/, '').replace(/;\s*$/, '')) as Manifest;
}

function fileOf(prefix: string): string {
  const name = readdirSync(assets).find((file) => file.startsWith(prefix) && file.endsWith('.js'));
  if (name === undefined) throw new Error(`there is no ${prefix}*.js: run npm run build first`);
  return name;
}

function textOf(file: string): string {
  return readFileSync(new URL(file, assets), 'utf8');
}

/** A file and all that it imports without being asked to; `import()` is not followed. */
function collect(file: string, into: Set<string>) {
  if (into.has(file)) return;
  into.add(file);
  for (const [, name] of textOf(file).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
    if (name !== undefined) collect(name, into);
  }
}
