/**
 * Colleagues at work over HTTP: deposits, locks and unlocks on a few customers. An answer that does
 * not come is asked for again with the same key, as the product's pages do.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { Api, NoAnswer } from '../support/api.ts';
import type { Fixture } from '../support/fixture.ts';
import { at } from '../support/fixture.ts';
import { lanes } from '../support/load.ts';

export interface WritersOptions extends Pick<Fixture, 'users'> {
  origin: () => string;
  /** The customers that are written to. */
  customerIds: readonly number[];
  count: number;
  pauseMs: number;
}

export interface Writers {
  /** Keys of deposits that were answered. */
  acknowledged: Set<string>;
  stop: () => Promise<void>;
}

export function startWriters(options: WritersOptions): Writers {
  const acknowledged = new Set<string>();
  let isStopped = false;
  const done = lanes(options.count, async (lane) => {
    const caller = new Caller(options, lane);
    while (!isStopped) {
      const customerId = at(options.customerIds, Math.floor(Math.random() * 1e6));
      if (Math.random() < 0.8) acknowledged.add(await caller.deposit(customerId));
      else await caller.switchLock(customerId);
      await sleep(options.pauseMs);
    }
    caller.close();
  });
  return {
    acknowledged,
    stop: async () => {
      isStopped = true;
      await done;
    },
  };
}

class Caller {
  readonly #options: WritersOptions;
  readonly #cookie: string;
  #api: Api;
  #origin: string;

  constructor(options: WritersOptions, lane: number) {
    this.#options = options;
    this.#cookie = at(options.users, lane).cookie;
    this.#origin = options.origin();
    this.#api = new Api({ origin: this.#origin, cookie: this.#cookie });
  }

  async deposit(customerId: number): Promise<string> {
    const idempotencyKey = randomUUID();
    const amount = `${1 + Math.floor(Math.random() * 900)}.${10 + Math.floor(Math.random() * 89)}`;
    const input = {
      customerId,
      amount,
      note: 'Поповнення з каси',
      idempotencyKey,
      confirmRepeated: true,
    };
    const { error } = await this.#insist((api) => api.mutate('operation.deposit', input));
    if (error !== null) throw new Error(`a deposit was refused: ${error}`);
    return idempotencyKey;
  }

  /** A colleague may be quicker: then it is refused, and that is right. */
  async switchLock(customerId: number): Promise<void> {
    const seen = await this.#insist((api) => api.query('customer.get', { customerId }));
    const { version, locked } = seen.data as CustomerDto;
    await this.#insist((api) =>
      locked
        ? api.mutate('customer.unlock', { customerId, version })
        : api.mutate('customer.lock', { customerId, version, reason: 'Спам у відгуках' }),
    );
  }

  close(): void {
    this.#api.close();
  }

  async #insist<Result>(work: (api: Api) => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work(this.#api);
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        await sleep(50);
        if (this.#origin === this.#options.origin()) continue;
        this.#api.close();
        this.#origin = this.#options.origin();
        this.#api = new Api({ origin: this.#origin, cookie: this.#cookie });
      }
    }
  }
}
