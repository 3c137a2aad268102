/**
 * LibreOffice as a reader that shares nothing with the writers: `LIBREOFFICE_PATH`, an installed one,
 * and, as root on Debian, apt-get (about a minute). Throws with what to do where it can't be had.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const fixedPlaces = [
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
];
export const installTimeoutMs = 10 * 60_000;
const convertTimeoutMs = 120_000;

function installed(): string | undefined {
  const given = process.env['LIBREOFFICE_PATH'];
  if (given !== undefined && given !== '') return given;
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'soffice'))
    .concat(fixedPlaces)
    .find((path) => existsSync(path));
}

export function ensureLibreOffice(): string {
  const there = installed();
  if (there !== undefined) return there;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update'],
      // Another test may be installing it just now.
      [
        '-o',
        'DPkg::Lock::Timeout=600',
        'install',
        '--yes',
        '--no-install-recommends',
        'libreoffice-calc-nogui',
      ],
    ]) {
      spawnSync('apt-get', args, { stdio: 'ignore', timeout: installTimeoutMs, env });
    }
    const now = installed();
    if (now !== undefined) return now;
  }
  throw new Error(
    'No LibreOffice to open the exports with. Install it (Debian: apt-get install ' +
      'libreoffice-calc-nogui), or set LIBREOFFICE_PATH to its soffice.',
  );
}

/** Separated values by comma, quotes around texts, UTF-8, cells as shown, each sheet a file. */
const csvOfAllSheets =
  'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1';

export interface Opening {
  bytes: Buffer;
  name: string;
  /** For separated values: by what, and how many columns, each of which is read as text. */
  separated?: { delimiter: ',' | '\t'; columnsCount: number };
}

/** What it shows of a file: a text of separated values for each sheet. */
export async function openInLibreOffice({ bytes, name, separated }: Opening): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-office-'));
  try {
    writeFileSync(join(folder, name), bytes);
    await run(ensureLibreOffice(), [
      // A profile of its own: two at once would find each other's lock.
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      '--headless',
      ...(separated ? [`--infilter=${textFilter(separated)}`] : []),
      ...['--convert-to', csvOfAllSheets, '--outdir', join(folder, 'out')],
      join(folder, name),
    ]);
    const files = readdirSync(join(folder, 'out'));
    const numberOf = (file: string) => Number(/ (\d+)\.csv$/.exec(file)?.[1] ?? 1);
    return files
      .sort((a, b) => numberOf(a) - numberOf(b))
      .map((file) => readFileSync(join(folder, 'out', file), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Format 2 of each column is "text". */
function textFilter({ delimiter, columnsCount }: NonNullable<Opening['separated']>): string {
  const formats = Array.from({ length: columnsCount }, (_, index) => `${index + 1}/2`).join('/');
  return `Text - txt - csv (StarCalc):${delimiter.charCodeAt(0)},34,76,1,${formats}`;
}

function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: convertTimeoutMs,
    });
    let said = '';
    const take = (chunk: Buffer) => (said += chunk.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`LibreOffice ended with ${code}: ${said}`));
    });
  });
}
