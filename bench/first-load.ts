/** P8: the JavaScript of three pages' first load, gzipped. Needs `npm run build` and nothing else. */
import type { FirstPage } from '#tests/support/first-load.ts';
import { firstLoad, firstPages, kibOf } from '#tests/support/first-load.ts';

const targetKib = 180;

const say = (line: string) => void process.stdout.write(`${line}\n`);
let isGood = true;
for (const name of Object.keys(firstPages) as FirstPage[]) {
  const files = firstLoad(name);
  const kib = kibOf(files);
  isGood &&= kib <= targetKib;
  const ratio = (kib / targetKib).toFixed(3);
  const verdict = kib <= targetKib ? 'pass' : 'MISS';
  say(`${`first load, ${name} (${kib.toFixed(1)} KiB)`.padEnd(48)} ${ratio} <= 1 ${verdict}`);
  if (process.argv.includes('--files')) {
    for (const { file, bytes } of files) say(`  ${(bytes / 1024).toFixed(1).padStart(6)} ${file}`);
  }
}
process.exitCode = isGood ? 0 : 1;
