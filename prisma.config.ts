import { defineConfig } from 'prisma/config';

/**
 * The Prisma CLI is used for `generate` and `validate` alone. It would fetch a schema engine from
 * the network first, although neither command runs one; naming any executable skips that download.
 * Migrations go through `server/infra/db/migrate.ts`, never through `prisma migrate`, which with
 * this variable does nothing and says nothing.
 */
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
});
