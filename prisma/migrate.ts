import { readEnv } from '#server/env.ts';
import { prepareDatabase } from '#server/infra/db/prepare.ts';

/** `npm run db:migrate`: brings the configured database up to date and ends. */
const write = (line: string) => process.stdout.write(`${line}\n`);
const database = await prepareDatabase({ ...readEnv(), log: write });
await database.stop();
write('The database is up to date.');
