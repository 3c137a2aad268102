import { Client } from 'pg';
import { readEnv } from '#server/env.ts';
import { prepareDatabase } from '#server/infra/db/prepare.ts';
import { seedDemo } from './demo.ts';
import { seedLarge } from './large.ts';
import { seedSmall } from './small.ts';

/**
 * `npm run db:seed -- <scenario> [customers] [operations per customer]`; scenarios: small, demo
 * (the default), large. All but `large` want an empty database.
 */
const [scenario = 'demo', customers = '1000000', operations = '2'] = process.argv.slice(2);
const write = (line: string) => process.stdout.write(`${line}\n`);
const env = readEnv();
const database = await prepareDatabase({ ...env, log: write });
const owner = new Client({ connectionString: database.url });
await owner.connect();
try {
  const startedAt = performance.now();
  const done = await run();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  write(done ? `${scenario}: seeded in ${seconds} s` : 'The database is not empty: nothing done.');
} finally {
  await owner.end();
  await database.stop();
}

async function run(): Promise<boolean> {
  switch (scenario) {
    case 'small':
      await seedSmall(owner);
      return true;
    case 'demo':
      return seedDemo(owner);
    case 'large':
      await seedLarge(owner, {
        customers: Number(customers),
        operationsPerCustomer: Number(operations),
        log: write,
      });
      return true;
    default:
      throw new Error(`There is no scenario "${scenario}": small, demo or large.`);
  }
}
