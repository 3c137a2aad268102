import { spawn } from 'node:child_process';
import type { Place } from './embedded-place.ts';

/**
 * Runs one of PostgreSQL's programs to its end as the place's user. The child's output is kept for
 * the error alone. pg_ctl's own child, the server, must not inherit a pipe of ours, or we would wait
 * for it for ever: so the end is the program's exit, not the closing of its output.
 */
export function runProgram(place: Place, program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...place.identity,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-4000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('exit', (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code ?? 'a signal'}: ${output}`));
    });
  });
}
