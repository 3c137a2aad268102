import type { Tree } from '../tree.ts';
import { paths } from '../tree.ts';

/** Architecture 2: a feature on the server has eight names and no other. */
const vocabulary = [
  /^(schema|events|policy|domain|repository|router)(\.test)?\.ts$/,
  // What has outgrown one file is a folder, its files named by what they are about.
  /^(domain|repository)\/[a-z]+(-[a-z]+)*(\.test)?\.ts$/,
  /^use-cases\/[a-z]+(-[a-z]+)*(\.test)?\.ts$/,
  /^subscribers\/[a-z]+(-[a-z]+)*-on-[a-z]+(-[a-z]+)*(\.test)?\.ts$/,
];

export function featureVocabulary(tree: Tree): string[] {
  return paths(tree, /^server\/features\//).flatMap((path) => {
    const [, noun, file] = /^server\/features\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (noun === undefined || file === undefined) return [`${path}: lies in no feature`];
    if (!/^[a-z]+(-[a-z]+)*$/.test(noun)) return [`${path}: "${noun}" is no name of a feature`];
    return vocabulary.some((form) => form.test(file))
      ? []
      : [`${path}: not one of the eight names of a feature`];
  });
}

const drawers = /^(utils?|helpers?|misc|types?|common|shared-utils|index)(\.(test|spec))?$/;
/** Kebab-case, with what tools ask for: `entry.client.tsx`, `vite.config.ts`, `resources.en.ts`. */
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;

/** No drawers for anything, no barrels; one form of file names. Remix names its routes itself. */
export function fileNames(tree: Tree): string[] {
  return paths(tree, /^(app|server|prisma|tests|bench)\/.*\.tsx?$/).flatMap((path) => {
    const parts = path.split('/');
    const stem = (parts.pop() ?? '').replace(/(\.d)?\.tsx?$/, '');
    const faults: string[] = [];
    if (drawers.test(stem)) faults.push(`${path}: a drawer, not a name`);
    if (parts.some((part) => drawers.test(part))) faults.push(`${path}: lies in a drawer`);
    if (!path.startsWith('app/routes/') && !kebab.test(stem)) {
      faults.push(`${path}: file names are kebab-case`);
    }
    return faults;
  });
}

/** A rule of the architecture has no exceptions: no comment switches one off, or all at once. */
export function skippedRules(tree: Tree): string[] {
  const blanket = /eslint-disable(-next-line|-line)?(?!\S*\s+[@a-z])/;
  const ours = /eslint-disable.*\b(tandem\/|max-lines|no-restricted|no-console)/;
  return paths(tree, /^(app|server|prisma|bench|tests)\/.*\.tsx?$/)
    .filter((path) => !path.startsWith('tests/architecture/'))
    .flatMap((path) =>
      (tree.get(path) ?? '')
        .split('\n')
        .flatMap((line, index) =>
          line.includes('eslint-disable') && (blanket.test(line) || ours.test(line))
            ? [`${path}:${index + 1}: a rule of the architecture has no exceptions`]
            : [],
        ),
    );
}

/** A use case is one exported function, named as its file. */
export function useCaseExports(tree: Tree): string[] {
  return paths(tree, /^server\/features\/[^/]+\/use-cases\/[^/]+(?<!\.test)\.ts$/).flatMap(
    (path) => {
      const stem = path.split('/').at(-1)?.replace('.ts', '') ?? '';
      const name = stem.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      const found = [
        ...(tree.get(path) ?? '').matchAll(
          /^export (?:async )?(?:function\*? |const |class )(\w+)/gm,
        ),
      ].map((match) => match[1]);
      return found.length === 1 && found[0] === name
        ? []
        : [`${path}: exports ${found.join(', ') || 'nothing'}, not ${name} alone`];
    },
  );
}
