/**
 * A process of the benchmark's own: what is measured (a server) never shares an event loop with what
 * measures it. Questions and answers go over Node's channel between parent and child.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Question {
  id: number;
  ask: string;
  argument: unknown;
}

export interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

const startMaxMs = 60_000;

export class BenchProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #serial = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message) => this.#receive(message as Answer));
    child.once('exit', (code, signal) => {
      const error = new Error(`a process of the benchmark ended (${code ?? signal})`);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
  }

  /** @param file beside this one; it must call `answerParent` */
  static async start(file: string, argument: unknown): Promise<BenchProcess> {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
      execArgv: ['--expose-gc', '--import', 'tsx'],
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const started = new BenchProcess(child);
    const timer = setTimeout(() => child.kill('SIGKILL'), startMaxMs);
    await started.ask('start', argument);
    clearTimeout(timer);
    return started;
  }

  ask<Value>(ask: string, argument: unknown = null): Promise<Value> {
    const id = (this.#serial += 1);
    return new Promise<Value>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#child.send({ id, ask, argument } satisfies Question, (error) => {
        if (error) reject(error);
      });
    });
  }

  /** CPU spent so far, in microseconds. */
  async cpu(): Promise<number> {
    return this.ask<number>('cpu');
  }

  /** Resident bytes after a garbage collection. */
  async memory(): Promise<number> {
    return this.ask<number>('memory');
  }

  /** A graceful end. */
  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.ask('stop').catch(() => undefined);
    await ended;
  }

  /** kill -9 */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  #receive({ id, value, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }
}
