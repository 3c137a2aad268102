/**
 * How much JavaScript a page brings before it can answer, gzipped: the entry, the files of its
 * routes, all that these import, and the reader's words. From the built client, so it needs
 * `npm run build` and nothing else. What comes when the page is idle or when something is opened
 * (dialogs, menus, charts) is not in it, nor is the list of routes, which stands in the page itself.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';

const targetKib = 180;
const assets = new URL('../build/client/assets/', import.meta.url);

const pages = {
  'sign-in': ['root', 'routes/sign-in'],
  list: ['root', 'routes/_app', 'routes/_app.customers._index'],
  customer: [
    'root',
    'routes/_app',
    'routes/_app.customers.$customerId',
    'routes/_app.customers.$customerId._index',
  ],
};

interface Part {
  module: string;
  imports: string[];
}
interface Manifest {
  entry: Part;
  routes: Record<string, Part>;
}

const files = readdirSync(assets);

function fileOf(prefix: string): string {
  const name = files.find((file) => file.startsWith(prefix) && file.endsWith('.js'));
  if (name === undefined) throw new Error(`there is no ${prefix}*.js: run npm run build first`);
  return name;
}

const manifest = JSON.parse(
  textOf(fileOf('manifest-'))
    .replace(/^window\.__remixManifest=/, '')
    .replace(/;\s*$/, ''),
) as Manifest;

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

function filesOf(routes: string[]): Set<string> {
  const parts = [manifest.entry, ...routes.map((id) => manifest.routes[id])];
  const found = new Set<string>();
  for (const part of parts) {
    if (part === undefined) throw new Error(`a route of ${routes.join(', ')} is not in the build`);
    for (const path of [part.module, ...part.imports]) collect(basename(path), found);
  }
  collect(fileOf('resources.uk-'), found);
  return found;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
let isGood = true;
for (const [name, routes] of Object.entries(pages)) {
  const sizes = [...filesOf(routes)]
    .map((file) => ({ file, bytes: gzipSync(textOf(file)).length }))
    .sort((a, b) => b.bytes - a.bytes);
  const kib = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
  isGood &&= kib <= targetKib;
  const ratio = (kib / targetKib).toFixed(3);
  const verdict = kib <= targetKib ? 'pass' : 'MISS';
  say(`${`first load, ${name} (${kib.toFixed(1)} KiB)`.padEnd(48)} ${ratio} <= 1 ${verdict}`);
  if (process.argv.includes('--files')) {
    for (const { file, bytes } of sizes) say(`  ${(bytes / 1024).toFixed(1).padStart(6)} ${file}`);
  }
}
process.exitCode = isGood ? 0 : 1;
