/**
 * Events that come from another process: posted by the ledger's function straight in the database,
 * so that the server under test does nothing but deliver.
 */
import { randomUUID } from 'node:crypto';
import { ledgerCommand, notify, openPoster } from './ledger.ts';
import type { Stage } from './stage.ts';
import { at } from './fixture.ts';

export interface EventSource {
  /** Posts so many deposits in one transaction. @returns the mutation id of the last */
  post: (count: number) => Promise<string>;
  close: () => Promise<void>;
}

export async function openEventSource(
  stage: Stage,
  note = 'Поповнення з каси',
): Promise<EventSource> {
  const { client, post } = await openPoster(stage.url);
  let serial = 0;
  return {
    post: async (count) => {
      const commands = Array.from({ length: count }, () => {
        serial += 1;
        return { customerId: at(stage.customerIds, serial), note, key: randomUUID() };
      });
      await post(commands.map((command) => ledgerCommand(stage, command)));
      await notify(client);
      return commands.at(-1)?.key ?? '';
    },
    close: () => client.end(),
  };
}
