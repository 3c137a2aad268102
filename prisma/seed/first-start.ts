import { Client } from 'pg';
import { seedDemo } from './demo.ts';

/** Fills an empty database with the demo data; does nothing to one that holds anything. */
export async function seedIfEmpty(ownerUrl: string, say: (line: string) => void): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl, application_name: 'tandem seed' });
  await owner.connect();
  try {
    if (await seedDemo(owner)) say('The demo data is loaded.');
  } finally {
    await owner.end();
  }
}
