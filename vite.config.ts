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

/** What a file exports: schemas are made by calls or are another's name; the rest is plain. */
function namesOf(program: Program): { plain: string[]; schemas: string[] } {
  const schemas = variablesOf(program).flatMap(({ id, init }) =>
    id.type === 'Identifier' && (init?.type === 'CallExpression' || init?.type === 'Identifier')
      ? [id.name]
      : [],
  );
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

export default defineConfig({
  plugins: [remix(remixConfig), pureSchemas()],
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
