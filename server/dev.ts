/**
 * `npm run dev`: runs the development server, and a new one whenever that asks for it because a file
 * of `server/` changed. Not `node --watch`: that also restarts for the temporary files of Vite.
 */
import { spawn } from 'node:child_process';
import { restartCode } from './dev-restart.ts';

let isEnding = false;

function run(): void {
  const args = ['--import', 'tsx', 'server/dev-server.ts'];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  child.once('exit', (code) => {
    if (code === restartCode && !isEnding) run();
    else process.exit(code ?? 1);
  });
}

// Ctrl+C reaches both; the server stops by itself, and this one ends after it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    isEnding = true;
  });
}
run();
