import { describe, expect, it } from 'vitest';
import { EnvError, envNames, readEnv } from './env.ts';

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.lines;
    throw error;
  }
  return [];
}

describe('readEnv', () => {
  it('needs nothing: an empty environment is an embedded database with demo data', () => {
    expect(readEnv({})).toEqual({
      mode: 'production',
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://localhost:3000',
      allowedOrigins: ['http://localhost:3000'],
      databaseUrl: undefined,
      dataDir: '.data',
      logLevel: 'info',
      trustProxyHops: 0,
      dbPoolMax: 10,
      seed: 'demo',
      secretKeys: [],
      smtpUrl: undefined,
      mailFrom: 'Tandem <tandem@localhost>',
      metricsToken: undefined,
    });
  });

  it('takes an empty variable as an absent one', () => {
    const empty = Object.fromEntries(envNames.map((name) => [name, ' ']));
    expect(readEnv(empty)).toEqual(readEnv({}));
  });

  it('derives the base address from the port and leaves demo data to the embedded database', () => {
    const env = readEnv({ PORT: '8080', DATABASE_URL: 'postgresql://tandem@db/tandem' });
    expect(env.baseUrl).toBe('http://localhost:8080');
    expect(env.seed).toBe('none');
    expect(readEnv({ DATABASE_URL: 'postgres://db/tandem', SEED: 'demo' }).seed).toBe('demo');
  });

  it('lists the allowed origins once each, the base address first', () => {
    const env = readEnv({
      BASE_URL: 'https://admin.example/',
      ALLOWED_ORIGINS: 'https://b.example, https://admin.example,,https://c.example:8443',
    });
    expect(env.baseUrl).toBe('https://admin.example');
    expect(env.allowedOrigins).toEqual([
      'https://admin.example',
      'https://b.example',
      'https://c.example:8443',
    ]);
  });

  it('lists every fault at once and none of the values', () => {
    const lines = faultsOf({
      PORT: '70000',
      DATABASE_URL: 'mysql://secret@db/tandem',
      ALLOWED_ORIGINS: 'https://a.example/path',
      LOG_LEVEL: 'loud',
      METRICS_TOKEN: 'short-secret',
    });
    expect(lines.map((line) => line.split(':')[0]).sort()).toEqual([
      'ALLOWED_ORIGINS',
      'DATABASE_URL',
      'LOG_LEVEL',
      'METRICS_TOKEN',
      'PORT',
    ]);
    expect(lines.join('\n')).not.toContain('secret');
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '1.5'],
    ['PORT', '-1'],
    ['NODE_ENV', 'staging'],
    ['BASE_URL', 'localhost:3000'],
    ['BASE_URL', 'https://user@a.example'],
    ['BASE_URL', 'https://a.example/?next=1'],
    ['TRUST_PROXY_HOPS', '-1'],
    ['DB_POOL_MAX', '0'],
    ['SEED', 'large'],
    ['SECRET_KEY', 'c2hvcnQ='],
    ['SECRET_KEY', `${Buffer.alloc(32).toString('base64')},short`],
    ['DB_POOL_MAX', '1e9'],
    ['DB_POOL_MAX', 'NaN'],
  ])('refuses %s=%s', (name, value) => {
    expect(faultsOf({ [name]: value })).toHaveLength(1);
  });
});
