/** The ledger's function called straight, without the server: what its overhead is measured against. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { sessionOptions } from '#server/infra/db/session-options.ts';
import type { Fixture } from './fixture.ts';

export const callText = 'SELECT * FROM post_operations($1::jsonb)';

export interface RawCommand {
  customerId: number;
  kind?: 'deposit' | 'withdrawal';
  amount?: string;
  note?: string;
  key?: string;
}

export function ledgerCommand(
  { companyId, users }: Pick<Fixture, 'companyId' | 'users'>,
  { customerId, kind = 'deposit', amount = '1.00', note = 'Поповнення', key }: RawCommand,
): object {
  const idempotencyKey = key ?? randomUUID();
  return {
    ...{ companyId, customerId, kind, amount, note, idempotencyKey },
    authorId: users[0]?.id,
    requestHash: idempotencyKey,
    seenBalance: null,
    confirmRepeated: true,
    reversesId: null,
  };
}

/** One connection with a prepared statement, as the application's role. */
export async function openPoster(
  url: string,
  text = callText,
): Promise<{ client: Client; post: (commands: object[]) => Promise<unknown[]> }> {
  const client = new Client({ connectionString: url, options: sessionOptions(15_000) });
  client.on('error', () => undefined);
  await client.connect();
  const post = async (commands: object[]) => {
    const { rows } = await client.query<Record<string, unknown>>({
      name: 'post',
      text,
      values: [JSON.stringify(commands)],
    });
    return rows;
  };
  return { client, post };
}

/** As other processes of the product are woken. */
export function notify(client: Client): Promise<unknown> {
  return client.query('NOTIFY tandem_events');
}
