/** The whole product as a process of its own, on any free port: what `npm start` starts. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface Product {
  origin: string;
  process: ChildProcess;
  /** Ctrl+C, and waits for the end; the exit code. */
  stop: () => Promise<number | null>;
}

export interface ProductOptions {
  databaseUrl: string;
  env?: Record<string, string>;
}

/** Building the interface is part of the first start. */
const startMaxMs = 600_000;

export async function startProduct({ databaseUrl, env = {} }: ProductOptions): Promise<Product> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/start.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      SEED: 'none',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await untilServing(child);
  return {
    origin,
    process: child,
    stop: async () => {
      if (child.exitCode !== null) return child.exitCode;
      const exited = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGINT');
      return (await exited)[0];
    },
  };
}

function untilServing(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => reject(new Error(`not serving:\n${printed}`)), startMaxMs);
    child.stdout?.on('data', (data: Buffer) => {
      printed += data.toString();
      const match = /Tandem is at (http:\/\/\S+)/.exec(printed);
      if (!match?.[1]) return;
      clearTimeout(timer);
      resolve(match[1]);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the product ended with ${code ?? 'a signal'}:\n${printed}`));
    });
  });
}
