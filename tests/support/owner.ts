/** The database as its owner sees it: for setting up what the application itself may not write. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '#prisma/generated/client.ts';

const clients = new Map<string, PrismaClient>();

export function ownerOf({ url }: { url: string }): PrismaClient {
  let client = clients.get(url);
  if (!client) {
    client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 2 }) });
    clients.set(url, client);
  }
  return client;
}
