/**
 * The keys that secrets are sealed with: from the environment, or one of this installation's own that
 * is made at the first start and kept in a file. Invariant: the file appears whole, with its only
 * content, however many processes start at once; it is never written over.
 */
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secretKeyBytes } from './secrets.ts';

export const secretKeyFile = 'secret.key';

export interface SecretKeyPlace {
  /** Those of the environment, newest first; empty for none. */
  keys: readonly Buffer[];
  dataDir: string;
  /** The database is the operator's own: other processes may run elsewhere. */
  isOwnDatabase: boolean;
  say: (line: string) => void;
}

/** @throws Error when the file holds something else */
export async function findSecretKeys(place: SecretKeyPlace): Promise<readonly Buffer[]> {
  const { keys, dataDir, isOwnDatabase, say } = place;
  if (keys.length > 0) return keys;
  const path = join(dataDir, secretKeyFile);
  const isNew = await makeOnce(path, dataDir);
  if (isNew) say(`Made the key that encrypts secrets: ${path}. Back it up with the database.`);
  if (isOwnDatabase) {
    say(
      `SECRET_KEY is not set, so secrets are encrypted with ${path}. Every process on this database ` +
        'needs the same key: set SECRET_KEY to the content of that file for all of them.',
    );
  }
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if (key.length === secretKeyBytes) return [key];
  throw new Error(
    `${path} does not hold a key of ${secretKeyBytes} bytes in base64. Put the right file back, or set ` +
      'SECRET_KEY. Secrets that were encrypted with a lost key have to be typed in again.',
  );
}

/** A link either appears with all that is in the file, or fails because another process was first. */
async function makeOnce(path: string, folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, `${randomBytes(secretKeyBytes).toString('base64')}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
