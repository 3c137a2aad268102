/** A process of the product without pages, to be killed: argv holds the database's address. */
import { startTestApp } from '#tests/support/app.ts';

const [, file, databaseUrl] = process.argv;
if (file === import.meta.filename && databaseUrl !== undefined) {
  const { origin } = await startTestApp({ databaseUrl });
  process.stdout.write(`at ${origin}\n`);
}
