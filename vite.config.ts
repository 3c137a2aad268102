import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import remixConfig from './remix.config.js';

/**
 * The server's browser-safe files (schemas, events, shared) are pure by rule, but a bundler can't
 * know it: one constant of a schema file would bring all its schemas, and zod, into the first load.
 * This marks what each such constant is made of as pure, so that what is not used is left out.
 */
function pureSchemas(): Plugin {
  return {
    name: 'tandem:pure-schemas',
    enforce: 'post',
    applyToEnvironment: (environment) => environment.name === 'client',
    transform(code, id) {
      if (!/\/server\/(shared|features)\/.*\.ts$/.test(id)) return null;
      const marked: { start: number; end: number }[] = [];
      for (const statement of this.parse(code).body) {
        const declaration =
          statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
        if (declaration?.type !== 'VariableDeclaration') continue;
        for (const { init } of declaration.declarations) {
          if (init?.type === 'CallExpression' || init?.type === 'ObjectExpression') {
            marked.push(init as unknown as { start: number; end: number });
          }
        }
      }
      const pure = marked.reduceRight(
        (text, { start, end }) =>
          `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`,
        code,
      );
      return { code: pure, map: null };
    },
  };
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
  ssr: {
    // CSS and CommonJS builds of these need Vite's resolution when the server renders.
    noExternal: [/^@mantine\//, /^@fontsource/],
  },
});
