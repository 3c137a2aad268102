/**
 * The Remix plugin's options; `vite.config.ts` hands them to it (the plugin does not look here
 * by itself).
 *
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  serverModuleFormat: 'esm',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    // All routes are known from the first page on: they are few, and none is asked for offline.
    v3_lazyRouteDiscovery: false,
  },
};
