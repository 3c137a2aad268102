/*
 * The first file of an export's thread. TypeScript is run as it is, here too and however the process
 * was started; Node's `--import tsx` does nothing in a thread, so the thread asks for it by itself.
 */
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
