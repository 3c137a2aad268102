import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, expect, it } from 'vitest';
import { findSecretKeys, secretKeyFile } from '#server/infra/secret-keys.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tandem-key-'));
  return () => rm(dataDir, { recursive: true });
});

const path = () => join(dataDir, secretKeyFile);

async function find(place: { keys?: Buffer[]; isOwnDatabase?: boolean } = {}) {
  const said: string[] = [];
  const keys = await findSecretKeys({
    ...{ keys: [], isOwnDatabase: false, dataDir, say: (line: string) => said.push(line) },
    ...place,
  });
  return { keys: keys.map((key) => key.toString('base64')), said };
}

it('makes a key of its own at the first start, says where, and keeps it from others', async () => {
  const first = await find();
  expect(first.said).toEqual([expect.stringContaining(path())]);
  expect(Buffer.from(first.keys[0] ?? '', 'base64')).toHaveLength(32);
  expect((await stat(path())).mode & 0o777).toBe(0o600);
  expect(await readdir(dataDir)).toEqual([secretKeyFile]);
  expect(await find()).toEqual({ keys: first.keys, said: [] });
});

it('takes those of the environment, and then makes none', async () => {
  const key = randomBytes(32);
  expect(await find({ keys: [key], isOwnDatabase: true })).toEqual({
    keys: [key.toString('base64')],
    said: [],
  });
  expect(await readdir(dataDir)).toEqual([]);
});

it('says at each start what several processes on one database need', async () => {
  await find();
  const { said } = await find({ isOwnDatabase: true });
  expect(said).toEqual([expect.stringContaining('SECRET_KEY')]);
});

it.each(['', 'short', randomBytes(31).toString('base64')])(
  'stops with a clear word when the file holds %j, and leaves it as it is',
  async (content) => {
    await writeFile(path(), content);
    await expect(find()).rejects.toThrow(/does not hold a key/);
    expect(await readFile(path(), 'utf8')).toBe(content);
  },
);

it('many that start at once have one key', async () => {
  const finds = await Promise.all(Array.from({ length: 50 }, () => find()));
  expect(new Set(finds.map(({ keys }) => keys.join())).size).toBe(1);
  expect(finds.filter(({ said }) => said.length > 0)).toHaveLength(1);
});

it('processes that start at once have one key', async () => {
  const file = resolve('tests/integration/prro/key-process.ts');
  const run = () => promisify(execFile)(process.execPath, ['--import', 'tsx', file, dataDir]);
  const answers = await Promise.all([run(), run(), run()]);
  expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1);
  expect((await readFile(path(), 'utf8')).trim()).toBe(answers[0].stdout);
}, 60_000);
