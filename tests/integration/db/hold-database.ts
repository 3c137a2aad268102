import { prepareDatabase } from '#server/infra/db/prepare.ts';

/**
 * A process that uses the built-in server until a line comes in, or until it is killed. It says the
 * database's address when that is ready.
 */
const [dataDir = ''] = process.argv.slice(2);
const database = await prepareDatabase({ dataDir, log: () => undefined, preferredPort: 0 });
process.stdout.write(`${database.url}\n`);
process.stdin.once('data', () => {
  void database.stop().then(() => process.exit(0));
});
