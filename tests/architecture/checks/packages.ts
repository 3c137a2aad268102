import { satisfies } from 'semver';

export interface LockedPackage {
  version?: string;
  license?: string;
  engines?: { node?: string };
  dev?: boolean;
  devOptional?: boolean;
  link?: boolean;
}

export interface Lockfile {
  packages: Record<string, LockedPackage>;
}

/** The oldest of each line of Node that the product supports. */
const nodes = ['20.19.0', '22.12.0', '24.0.0'];

const allowed = new Set([
  'MIT',
  'MIT/X11',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Zlib',
  'OFL-1.1',
  'PostgreSQL',
]);

/** Packages whose package.json names no licence, with the one that their author publishes under. */
const unnamed: Record<string, string> = { buffers: 'MIT/X11' };

/** What an installation without development packages brings; the root itself is none. */
function production(lock: Lockfile): [string, LockedPackage][] {
  return Object.entries(lock.packages).filter(
    ([path, { dev, devOptional, link }]) => path !== '' && !dev && !devOptional && !link,
  );
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 13);

export function packagesForOtherNodes(lock: Lockfile): string[] {
  return production(lock).flatMap(([path, { engines }]) => {
    const range = engines?.node;
    const lacking = range === undefined ? [] : nodes.filter((node) => !satisfies(node, range));
    return lacking.length === 0 ? [] : [`${nameOf(path)}: not for Node ${lacking.join(', ')}`];
  });
}

export function packagesWithOtherLicences(lock: Lockfile): string[] {
  return production(lock).flatMap(([path, { license }]) => {
    const name = nameOf(path);
    const terms = license ?? unnamed[name] ?? 'none named';
    return admits(terms) ? [] : [`${name}: licence ${terms}`];
  });
}

/** Of "A OR B" one must be allowed, of "A AND B" both. */
function admits(terms: string): boolean {
  return terms
    .replace(/[()]/g, '')
    .split(/ OR /i)
    .some((option) => option.split(/ AND /i).every((licence) => allowed.has(licence.trim())));
}

/** `environment.md`: versions that must be the same, and the one package never to have. */
export function packageRules(manifest: {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  overrides?: Record<string, unknown>;
  engines: { node: string };
}): string[] {
  const faults: string[] = [];
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  if ('xlsx' in all) faults.push('package.json: xlsx has unfixed advisories');
  const wanted = { '@trpc/server': '$@trpc/server', '@trpc/client': '$@trpc/client' };
  if (JSON.stringify(manifest.overrides?.['@trpc/react-query']) !== JSON.stringify(wanted)) {
    faults.push('package.json: overrides must give @trpc/react-query our tRPC');
  }
  for (const [name, minimum] of [
    ['@trpc/server', '11.25.0'],
    ['@trpc/client', '11.25.0'],
    ['ws', '8.21.0'],
    ['@remix-run/node', '2.17.4'],
  ] as const) {
    const lowest = /\d+\.\d+\.\d+/.exec(all[name] ?? '')?.[0] ?? '0.0.0';
    if (!satisfies(lowest, `>=${minimum}`))
      faults.push(`package.json: ${name} is below ${minimum}`);
  }
  for (const node of nodes) {
    if (!satisfies(node, manifest.engines.node))
      faults.push(`package.json: engines leave out ${node}`);
  }
  return faults;
}
