/** The child's end of `child-process.ts`. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Question } from './child-process.ts';
import { startProfile } from './profile.ts';

export interface Handlers {
  start: (argument: unknown) => Promise<unknown>;
  stop: () => Promise<void>;
  [ask: string]: (argument: unknown) => Promise<unknown>;
}

export function answerParent(handlers: Handlers): void {
  const all: Handlers = { cpu, memory, profile: startProfile, ...handlers };
  process.on('message', (message) => {
    const { id, ask, argument } = message as Question;
    const send = (answer: Answer) => process.send?.(answer);
    const handle = all[ask];
    if (!handle) return void send({ id, error: `nobody answers ${ask}` });
    handle(argument).then(
      (value) => {
        send({ id, value });
        if (ask === 'stop') process.disconnect();
      },
      (error: unknown) =>
        void send({ id, error: String(error instanceof Error ? error.stack : error) }),
    );
  });
  // A parent that is gone wants no child.
  process.once('disconnect', () => process.exit(0));
}

function cpu(): Promise<number> {
  const { user, system } = process.cpuUsage();
  return Promise.resolve(user + system);
}

async function memory(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await sleep(50);
  }
  return process.memoryUsage.rss();
}
