import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';

/**
 * What separates a database from `prisma/schema`, found by Prisma's own schema engine as a wasm
 * module, because the usual binary would have to be fetched from the network.
 * It only reads; migrations are written by hand and applied by `server/infra/db/migrate.ts`.
 */
export interface SchemaFile {
  path: string;
  content: string;
}

export function readSchema(): SchemaFile[] {
  const folder = join(dirname(fileURLToPath(import.meta.url)), 'schema');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({
      path: join(folder, name),
      content: readFileSync(join(folder, name), 'utf8'),
    }));
}

let engineLoaded: Promise<void> | null = null;

/** The package's own entry imports the .wasm as a module, which Node can't do yet. */
function loadEngine(): Promise<void> {
  engineLoaded ??= (async () => {
    const require = createRequire(import.meta.url);
    const script = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const bytes = readFileSync(script.replace(/\.js$/, '.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, {
      './schema_engine_bg.js': engineModule as unknown as WebAssembly.ModuleImports,
    });
    engineModule.__wbg_set_wasm(instance.exports);
    (instance.exports['__wbindgen_start'] as () => void)();
  })();
  return engineLoaded;
}

const oidOfChar = 18;
const oidOfText = 25;

/**
 * Prisma's adapter, taught the catalogues' one-letter type "char", which it has no name for and
 * which the engine asks for as soon as a table has a CHECK constraint.
 */
function adapterFor(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const charColumns = new WeakMap<object, number[]>();
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const queryNotingChars = async (config: pg.QueryConfig): Promise<pg.QueryResult> => {
    const result = await query(config);
    const chars = result.fields.flatMap((field, at) => (field.dataTypeID === oidOfChar ? at : []));
    for (const field of result.fields) {
      if (field.dataTypeID === oidOfChar) field.dataTypeID = oidOfText;
    }
    charColumns.set(result.rows, chars);
    return result;
  };
  Object.assign(pool, { query: queryNotingChars });

  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (asked) => {
      const result = await queryRaw(asked);
      for (const at of charColumns.get(result.rows) ?? []) {
        result.columnTypes[at] = ColumnTypeEnum.Character;
      }
      return result;
    };
    return adapter;
  };
  return factory;
}

/** The engine reports its own crashes through this global, which the CLI usually sets. */
function registerPanics(): { last: string | null } {
  const panics: { last: string | null } = { last: null };
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => (panics.last = message) },
  });
  return panics;
}

/**
 * @param from `database`: the state at `url`; `empty`: nothing, which gives the whole schema's SQL
 * @returns the SQL that leads from there to the schema; '' when they differ in nothing
 */
export async function diffToSchema(
  url: string,
  from: 'database' | 'empty' = 'database',
  schema: SchemaFile[] = readSchema(),
): Promise<string> {
  await loadEngine();
  const panics = registerPanics();
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterFor(pool));
  const datamodels = schema.map((file): [string, string] => [file.path, file.content]);
  const ignoreLog = () => undefined;
  const engine = await engineModule.SchemaEngine.new({ datamodels }, ignoreLog, adapter);
  try {
    const result = await engine.diff({
      from:
        from === 'empty'
          ? { tag: 'empty' }
          : { tag: 'schemaDatasource', files: schema, configDir: dirname(schema[0]?.path ?? '') },
      to: { tag: 'schemaDatamodel', files: schema },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = (result.stdout ?? '').trim();
    return sql === '-- This is an empty migration.' ? '' : sql;
  } catch (cause) {
    throw new Error(panics.last ?? 'the schema engine failed', { cause });
  } finally {
    await pool.end();
  }
}

/** `npm run db:diff`: prints the SQL that a new migration needs; nothing when there is no need. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { readEnv } = await import('#server/env.ts');
  const { prepareDatabase } = await import('#server/infra/db/prepare.ts');
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const database = await prepareDatabase({ ...readEnv(), log });
  process.stdout.write(`${await diffToSchema(database.url)}\n`);
  await database.stop();
}
