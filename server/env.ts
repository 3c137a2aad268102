/**
 * Configuration: read once at start, every fault listed at once. The only reader of `process.env`;
 * everything else gets what it needs as an argument.
 *
 * Invariant: an {@link Env} that exists is complete and within bounds. It does not touch files, the
 * network or the database: whether an address answers is found out by whoever connects.
 */
import { z } from 'zod';
import { secretKeyBytes } from './infra/secrets.ts';

const whole = (min: number, max: number) =>
  z.coerce.number({ error: 'must be a number' }).int('must be a whole number').min(min).max(max);

/** An origin as browsers send it: scheme, host, port and nothing else. */
const origin = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
  .transform((text) => text.replace(/\/$/, ''))
  .refine((text) => new URL(text).origin === text, 'must be an origin without path, query or user');

const originList = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''))
  .pipe(z.array(origin));

/** 32 bytes in base64; several, separated by commas, while a new one takes over from an old one. */
const secretKeys = z
  .string()
  .transform((text) => text.split(',').map((part) => Buffer.from(part.trim(), 'base64')))
  .refine(
    (keys) => keys.every((key) => key.length === secretKeyBytes),
    `must be ${secretKeyBytes} random bytes in base64`,
  );

const variables = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  /** 0 takes any free port. */
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: origin.optional(),
  ALLOWED_ORIGINS: originList.default([]),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' })
    .optional(),
  DATA_DIR: z.string().default('.data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY_HOPS: whole(0, 10).default(0),
  DB_POOL_MAX: whole(1, 500).default(10),
  SEED: z.enum(['demo', 'none']).optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'must be an address or: Name <address>',
    )
    .optional(),
  SECRET_KEY: secretKeys.optional(),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
});

/** Names of all variables, as `.env.example` documents them. */
export const envNames = Object.keys(variables.shape) as (keyof typeof variables.shape)[];

export interface Env {
  mode: 'production' | 'development' | 'test';
  port: number;
  host: string;
  /** What links and cookies are made for; no trailing slash. */
  baseUrl: string;
  /** Every origin that may write or open a socket; `baseUrl` first. */
  allowedOrigins: string[];
  /** Absent: embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  logLevel: z.infer<typeof variables>['LOG_LEVEL'];
  trustProxyHops: number;
  dbPoolMax: number;
  /** `demo` fills an empty database; the default where the database is embedded. */
  seed: 'demo' | 'none';
  /** Absent: letters are files under `dataDir`, which a page of one's own machine shows. */
  smtpUrl: string | undefined;
  /** The sender as mail programs show it. */
  mailFrom: string;
  /** That secrets are sealed with, newest first. Empty: a key of one's own under `dataDir`. */
  secretKeys: Buffer[];
  /** Absent: `/metrics` answers loopback addresses alone. */
  metricsToken: string | undefined;
}

/** Thrown once with a line for each variable that is wrong. */
export class EnvError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(`The configuration has faults:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'EnvError';
    this.lines = lines;
  }
}

type Source = Readonly<Record<string, string | undefined>>;

/**
 * An empty variable counts as absent: that is what `NAME=` in a file or in Compose means.
 * @throws EnvError
 */
export function readEnv(source: Source = process.env): Env {
  const given = Object.fromEntries(
    envNames.map((name) => [name, source[name]?.trim() || undefined] as const),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    // The value itself is left out: DATABASE_URL, SMTP_URL, SECRET_KEY and METRICS_TOKEN are secrets.
    throw new EnvError(
      parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`),
    );
  }
  return toEnv(parsed.data);
}

function toEnv(values: z.infer<typeof variables>): Env {
  const baseUrl = values.BASE_URL ?? `http://localhost:${values.PORT}`;
  return {
    mode: values.NODE_ENV,
    port: values.PORT,
    host: values.HOST,
    baseUrl,
    allowedOrigins: [...new Set([baseUrl, ...values.ALLOWED_ORIGINS])],
    databaseUrl: values.DATABASE_URL,
    dataDir: values.DATA_DIR,
    logLevel: values.LOG_LEVEL,
    trustProxyHops: values.TRUST_PROXY_HOPS,
    dbPoolMax: values.DB_POOL_MAX,
    seed: values.SEED ?? (values.DATABASE_URL === undefined ? 'demo' : 'none'),
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM ?? `Tandem <tandem@${new URL(baseUrl).hostname}>`,
    secretKeys: values.SECRET_KEY ?? [],
    metricsToken: values.METRICS_TOKEN,
  };
}
