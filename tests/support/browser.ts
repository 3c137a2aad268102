/**
 * Finds a Chromium for the end-to-end tests, or gets one: `CHROMIUM_PATH`, an installed Chromium or
 * Chrome, Playwright's own, `playwright install chromium`, and, as root on Debian, apt-get.
 * Answers the path, or throws with what to do; never falls back to running without a browser.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const fixedPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
const installTimeoutMs = 10 * 60_000;

/** Of two such lists Chromium takes the last, so what Playwright turns off is here as well. */
const notWanted = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** The address bar's list is pages of Chromium's own: each window would open two, unseen. */
const notDrawn = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/** What Chromium needs to run in a container, and to leave the network alone. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${[...notWanted, ...notDrawn].join(',')}`,
];

/** Installs nothing: null if there is none yet. */
export function installedBrowser(): string | null {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names no file: ${given}`);
    return given;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .concat(fixedPlaces)
    .find((path) => existsSync(path));
  if (found !== undefined) return found;
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

export function ensureBrowser(): string {
  const there = installedBrowser();
  if (there !== null) return there;
  const playwright = join(
    dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')),
    'cli.js',
  );
  for (const [command, args] of [
    [process.execPath, [playwright, 'install', 'chromium']],
    ...(isRootOnDebian() ? aptSteps : []),
  ] as [string, string[]][]) {
    spawnSync(command, args, { stdio: 'inherit', timeout: installTimeoutMs });
    const installed = installedBrowser();
    if (installed !== null) return installed;
  }
  throw new Error(
    'No Chromium for the end-to-end tests. Install Chromium or Chrome (Debian: apt-get install ' +
      'chromium), or set CHROMIUM_PATH to the executable.',
  );
}

const aptSteps: [string, string[]][] = [
  ['apt-get', ['update']],
  ['apt-get', ['install', '--yes', '--no-install-recommends', 'chromium']],
];

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${ensureBrowser()}\n`);
}
