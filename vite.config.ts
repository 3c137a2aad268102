import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

export default defineConfig({
  plugins: [remix(remixConfig)],
  build: {
    // Small files as data: URLs would need `data:` in the content security policy of fonts.
    assetsInlineLimit: 0,
    target: 'es2022',
  },
  ssr: {
    // CSS and CommonJS builds of these need Vite's resolution when the server renders.
    noExternal: [/^@mantine\//, /^@fontsource/],
  },
});
