/**
 * `npm run dev`: runs the development server, and a new one whenever that asks for it because a file
 * of `server/` changed. Not `node --watch`: that also restarts for the temporary files of Vite.
 */
import { spawn } from 'node:child_process';
import { restartCode } from './dev-restart.ts';

function run(): void {
  const args = ['--import', 'tsx', 'server/dev-server.ts'];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  child.once('exit', (code) => {
    if (code === restartCode) run();
    else process.exit(code ?? 1);
  });
}

// Ctrl+C reaches both; the server stops by itself, and this one ends after it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
run();
