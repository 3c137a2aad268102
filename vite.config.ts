import { vitePlugin as remix } from '@remix-run/dev';
import { readFile } from 'node:fs/promises';
import { defineConfig, transformWithEsbuild } from 'vite';
import type { Plugin, Rollup } from 'vite';
import remixConfig from './remix.config.js';

/** The server's browser-safe files that hold zod schemas, and the two halves of one. */
const sharedFile = /\/server\/(shared|features)\/.*\.ts$/;
const half = /^(.*\/server\/(?:shared|features)\/.*\.ts)\?(plain|schemas)$/;

/**
 * The server's browser-safe files (schemas, events, shared) are pure by rule, but a bundler can't
 * know it, and it keeps a file in one piece: one constant or function of a schema file would bring
 * zod into the first load, where nothing is checked. So each file that uses zod is seen as two, its
 * schemas and the rest, and what each constant is made of is marked as pure.
 */
function pureSchemas(): Plugin {
  return {
    name: 'tandem:pure-schemas',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    load: {
      order: 'pre',
      async handler(id) {
        const file = half.exec(id)?.[1] ?? id;
        if (!sharedFile.test(file)) return null;
        const source = await readFile(file, 'utf8');
        if (file !== id) return { code: source, moduleSideEffects: false };
        if (!source.includes("from 'zod'")) return null;
        const { code } = await transformWithEsbuild(source, file, { sourcemap: false });
        const names = namesOf(this.parse(code));
        const from = (part: string, list: string[]) =>
          `export { ${list.join(', ')} } from ${JSON.stringify(`${file}?${part}`)};\n`;
        return {
          code: from('plain', names.plain) + from('schemas', names.schemas),
          moduleSideEffects: false,
        };
      },
    },
    transform: {
      order: 'post',
      handler(code, id) {
        const file = half.exec(id)?.[1] ?? id;
        return sharedFile.test(file)
          ? { code: withPureMarks(code, this.parse(code)), map: null }
          : null;
      },
    },
  };
}

type Program = ReturnType<Rollup.PluginContext['parse']>;
type Init = NonNullable<
  Extract<Program['body'][number], { type: 'VariableDeclaration' }>['declarations'][number]['init']
>;

function variablesOf(program: Program) {
  return program.body.flatMap((statement) => {
    const isExported = statement.type === 'ExportNamedDeclaration';
    const declaration = isExported ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') return [];
    return declaration.declarations.map(({ id, init }) => ({ id, init }));
  });
}

/**
 * What a file exports: schemas are made by calls, or are another name of a schema or of what another
 * file made; the rest is plain.
 */
function namesOf(program: Program): { plain: string[]; schemas: string[] } {
  const plainHere = new Set<string>();
  const schemas = variablesOf(program).flatMap(({ id, init }) => {
    if (id.type !== 'Identifier') return [];
    const isMade = init?.type === 'CallExpression';
    if (isMade || (init?.type === 'Identifier' && !plainHere.has(init.name))) return [id.name];
    plainHere.add(id.name);
    return [];
  });
  const exported = program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration, specifiers } = statement;
    const listed = specifiers.flatMap((each) =>
      each.exported.type === 'Identifier' ? [each.exported.name] : [],
    );
    if (declaration === null || declaration === undefined) return listed;
    if (declaration.type !== 'VariableDeclaration') return [...listed, declaration.id.name];
    return [
      ...listed,
      ...declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : [])),
    ];
  });
  return {
    plain: exported.filter((name) => !schemas.includes(name)),
    schemas: exported.filter((name) => schemas.includes(name)),
  };
}

function withPureMarks(code: string, program: Program): string {
  const marked = variablesOf(program).flatMap(({ init }) =>
    init?.type === 'CallExpression' || init?.type === 'ObjectExpression'
      ? [init as Init & { start: number; end: number }]
      : [],
  );
  return marked.reduceRight(
    (text, { start, end }) =>
      `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`,
    code,
  );
}

function chunks(): Plugin {
  return {
    name: 'tandem:chunks',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    outputOptions: (options) => ({
      ...options,
      manualChunks: chunkOf(),
      onlyExplicitManualChunks: true,
    }),
  };
}

/** The pages that people open first; what all of them share is fetched in one piece. */
const mainPages = ['_app.customers._index.tsx', '_app.customers.$customerId.tsx'];

/**
 * One chunk for what every page behind the sign-in needs. Left to itself the bundler makes a file of
 * a few hundred bytes for each set of pages and dialogs that share something: a hundred requests, and
 * more bytes, because each is packed by itself.
 */
function chunkOf(): Rollup.GetManualChunk {
  let signedIn: Set<string> | null = null;
  return (id, { getModuleIds, getModuleInfo }) => {
    signedIn ??= signedInModules([...getModuleIds()], getModuleInfo);
    return signedIn.has(id) ? 'signed-in' : null;
  };
}

function signedInModules(ids: string[], info: Rollup.GetModuleInfo): Set<string> {
  const reach = (roots: string[], into = new Set<string>()) => {
    for (const id of roots) {
      // Packages have one file for everything, which says nothing on what is used; nor does the half
      // of a file that checks, which comes with what asks.
      if (into.has(id) || id.includes('/node_modules/') || id.endsWith('?schemas')) continue;
      into.add(id);
      reach([...(info(id)?.importedIds ?? [])], into);
    }
    return into;
  };
  const route = (path: RegExp) => ids.filter((id) => path.test(id));
  const named = (name: string) => ids.filter((id) => id.endsWith(`/app/routes/${name}`));
  const [first = new Set<string>(), ...others] = mainPages.map((name) => reach(named(name)));
  const shared = [...first].filter((id) => others.every((page) => page.has(id)));
  const found = new Set([...reach(named('_app.tsx')), ...shared]);
  const anywhere = reach(route(/\/app\/(root|entry\.client|routes\/(?!_app)[^/]+)\.tsx$/));
  for (const id of anywhere) found.delete(id);
  return found;
}

export default defineConfig({
  plugins: [remix(remixConfig), pureSchemas(), chunks()],
  build: {
    // Small files as data: URLs would need `data:` in the content security policy of fonts.
    assetsInlineLimit: 0,
    target: 'es2022',
    reportCompressedSize: false,
    rollupOptions: {
      onwarn(warning, warn) {
        // A dependency's comment in a place that Rollup does not read, and an empty redirect route.
        if (warning.code !== 'INVALID_ANNOTATION' && warning.code !== 'EMPTY_BUNDLE') warn(warning);
      },
    },
  },
  // All of the app is read for its dependencies before the first page: one that is found later would
  // bring a second copy of React.
  optimizeDeps: { entries: ['app/**/*.{ts,tsx}', '!app/**/*.test.*'] },
  ssr: {
    // CSS and CommonJS builds of these need Vite's resolution when the server renders.
    noExternal: [/^@mantine\//, /^@fontsource/],
  },
});
