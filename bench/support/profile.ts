/** Where a process spends its CPU, for the reading of a figure that misses its target. */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

let session: Session | null = null;

/** Asked with null it begins; asked with a file's name it ends and writes the profile there. */
export async function startProfile(file: unknown): Promise<void> {
  if (session === null) {
    session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    return;
  }
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  session = null;
  if (typeof file === 'string') writeFileSync(file, JSON.stringify(profile));
}
