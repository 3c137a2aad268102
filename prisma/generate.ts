import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run db:generate`: writes the Prisma client to `prisma/generated`, unless the one there was
 * made from this very schema by this very Prisma. Cheap enough to stand before every start and
 * every test run; needs no network (see `prisma.config.ts`).
 */
const folder = dirname(fileURLToPath(import.meta.url));
const markFile = join(folder, 'generated', '.made-from');
const prismaPackage = createRequire(import.meta.url).resolve('prisma/package.json');

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(prismaPackage));
  const schema = join(folder, 'schema');
  for (const name of readdirSync(schema).sort()) {
    hash.update(name).update(readFileSync(join(schema, name)));
  }
  return hash.digest('hex');
}

/** @returns whether anything had to be made */
export function generateClient(): boolean {
  const wanted = fingerprint();
  if (existsSync(markFile) && readFileSync(markFile, 'utf8') === wanted) return false;
  const cli = join(dirname(prismaPackage), 'build', 'index.js');
  const run = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
    cwd: dirname(folder),
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    throw new Error(`prisma generate failed:\n${run.stdout}${run.stderr}`);
  }
  writeFileSync(markFile, wanted);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(
    generateClient() ? 'Prisma client generated.\n' : 'Prisma client is up to date.\n',
  );
}
