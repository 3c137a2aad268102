/** An import to plant (`path` imports `target`) and the rules that must fire on it: exactly these. */
export interface DirectionCase {
  says: string;
  path: string;
  target: string;
  /** A type-only import points in a direction like any other. */
  typeOnly?: boolean;
  fires: string[];
}

const app: DirectionCase[] = [
  {
    says: 'the browser takes a value of the server',
    path: 'app/features/customer/a1.tsx',
    target: '#server/infra/clock.ts',
    fires: ['app-takes-values-from-pure-files'],
  },
  {
    says: 'the browser takes a type of a use case',
    path: 'app/features/customer/a2.tsx',
    target: '#server/features/customer/use-cases/lock-customer.ts',
    typeOnly: true,
    fires: ['app-takes-values-from-pure-files'],
  },
  {
    says: 'the browser takes the router itself',
    path: 'app/lib/a3.ts',
    target: '#server/router.ts',
    fires: ['app-takes-types-from-the-router'],
  },
  {
    says: 'the browser takes the type of the router',
    path: 'app/lib/a4.ts',
    target: '#server/router.ts',
    typeOnly: true,
    fires: [],
  },
  {
    says: 'the browser takes a policy and a schema',
    path: 'app/features/customer/a5.tsx',
    target: '#server/features/customer/policy.ts',
    fires: [],
  },
  {
    says: 'the browser sees the database',
    path: 'app/lib/a6.ts',
    target: 'pg',
    typeOnly: true,
    fires: ['app-knows-no-database'],
  },
  {
    says: 'the browser needs Node',
    path: 'app/lib/a7.ts',
    target: 'node:fs',
    fires: ['app-needs-no-node'],
  },
  {
    says: 'a feature takes another feature',
    path: 'app/features/customer/a8.tsx',
    target: '#app/features/order/list.tsx',
    fires: ['app-features-meet-in-routes'],
  },
  {
    says: 'a feature takes a part of its own',
    path: 'app/features/customer/a9.tsx',
    target: '#app/features/customer/list.tsx',
    fires: [],
  },
  {
    says: 'a feature takes a route',
    path: 'app/features/customer/a10.tsx',
    target: '#app/routes/customers.tsx',
    fires: ['app-features-know-no-shell', 'app-nobody-imports-routes'],
  },
  {
    says: 'lib takes a route',
    path: 'app/lib/a11.ts',
    target: '#app/routes/customers.tsx',
    typeOnly: true,
    fires: ['app-lib-is-lowest', 'app-nobody-imports-routes'],
  },
  {
    says: 'the realtime part takes a feature',
    path: 'app/realtime/a12.ts',
    target: '#app/features/customer/list.tsx',
    fires: ['app-parts-know-no-features'],
  },
  {
    says: 'a component takes a schema of ours',
    path: 'app/components/a13.tsx',
    target: '#server/features/customer/schema.ts',
    typeOnly: true,
    fires: ['app-components-could-ship-elsewhere'],
  },
];

const server: DirectionCase[] = [
  {
    says: 'the server takes the browser',
    path: 'server/http/s1.ts',
    target: '#app/lib/query.ts',
    fires: ['server-knows-no-app'],
  },
  {
    says: 'shared takes infra',
    path: 'server/shared/s2.ts',
    target: '#server/infra/clock.ts',
    typeOnly: true,
    fires: ['browser-safe-is-pure', 'shared-is-lowest'],
  },
  {
    says: 'infra takes a feature',
    path: 'server/infra/s3.ts',
    target: '#server/features/customer/repository.ts',
    fires: ['infra-knows-no-features'],
  },
  {
    says: 'infra takes tRPC',
    path: 'server/infra/s4.ts',
    target: '#server/trpc/init.ts',
    typeOnly: true,
    fires: ['infra-knows-no-features'],
  },
  {
    says: 'trpc takes a feature',
    path: 'server/trpc/s5.ts',
    target: '#server/features/customer/schema.ts',
    fires: ['trpc-knows-no-features'],
  },
  {
    says: 'a feature takes HTTP',
    path: 'server/features/customer/use-cases/s6.ts',
    target: '#server/http/server.ts',
    fires: ['features-know-no-transport'],
  },
  {
    says: 'appRouter takes infra',
    path: 'server/router.ts',
    target: '#server/infra/clock.ts',
    fires: ['router-is-features'],
  },
  {
    says: 'HTTP takes a use case',
    path: 'server/http/s7.ts',
    target: '#server/features/customer/use-cases/lock-customer.ts',
    fires: ['http-goes-through-the-router'],
  },
  {
    says: 'a feature calls another',
    path: 'server/features/order/use-cases/s8.ts',
    target: '#server/features/customer/repository.ts',
    fires: ['feature-never-calls-another'],
  },
  {
    says: 'a feature takes the domain of another, as a type',
    path: 'server/features/order/use-cases/s9.ts',
    target: '#server/features/customer/domain.ts',
    typeOnly: true,
    fires: ['feature-never-calls-another'],
  },
  {
    says: 'a feature takes the words of another',
    path: 'server/features/order/use-cases/s10.ts',
    target: '#server/features/customer/schema.ts',
    fires: [],
  },
  {
    says: 'a schema takes the database client',
    path: 'server/features/order/schema.ts',
    target: '#prisma/generated/client.ts',
    typeOnly: true,
    fires: ['browser-safe-is-pure', 'database-client-in-repository'],
  },
  {
    says: 'a policy takes a domain',
    path: 'server/features/order/policy.ts',
    target: './domain.ts',
    fires: ['browser-safe-is-pure'],
  },
  {
    says: 'a domain takes a repository',
    path: 'server/features/order/domain.ts',
    target: './repository.ts',
    typeOnly: true,
    fires: ['domain-is-pure'],
  },
  {
    says: 'a router takes a repository',
    path: 'server/features/order/router.ts',
    target: './repository.ts',
    fires: ['router-calls-use-cases'],
  },
  {
    says: 'a use case calls another',
    path: 'server/features/customer/use-cases/s11.ts',
    target: './lock-customer.ts',
    fires: ['use-cases-are-not-chained'],
  },
  {
    says: 'HTTP takes a router of one feature',
    path: 'server/infra/s12.ts',
    target: '#server/features/customer/router.ts',
    typeOnly: true,
    fires: ['infra-knows-no-features', 'nobody-calls-a-router'],
  },
  {
    says: 'a repository takes a policy',
    path: 'server/features/payment/repository.ts',
    target: './policy.ts',
    fires: ['repository-knows-no-rules'],
  },
  {
    says: 'a use case sees the database client',
    path: 'server/features/customer/use-cases/s13.ts',
    target: '#prisma/generated/client.ts',
    typeOnly: true,
    fires: ['database-client-in-repository'],
  },
  {
    says: 'a repository sees the database client',
    path: 'server/features/invoice/repository.ts',
    target: '#prisma/generated/client.ts',
    fires: [],
  },
];

const everywhere: DirectionCase[] = [
  {
    says: 'a file takes the composition root',
    path: 'server/http/e1.ts',
    target: '#server/main.ts',
    fires: ['nothing-imports-main'],
  },
  {
    says: 'the product takes a test’s support',
    path: 'server/infra/e2.ts',
    target: '#tests/support/database.ts',
    typeOnly: true,
    fires: ['nothing-imports-tests'],
  },
  {
    says: 'a file takes a test',
    path: 'server/infra/e3.ts',
    target: './clock.test.ts',
    fires: ['nothing-imports-a-test'],
  },
  {
    says: 'an import that leads nowhere',
    path: 'server/infra/e4.ts',
    target: './gone.ts',
    fires: ['no-unresolved'],
  },
  {
    says: 'a package for development is needed to run',
    path: 'server/infra/e5.ts',
    target: 'vitest',
    fires: ['no-undeclared-packages'],
  },
  {
    says: 'the package with open advisories',
    path: 'tests/support/e6.ts',
    target: 'xlsx',
    fires: ['never-xlsx'],
  },
  {
    says: 'a barrel',
    path: 'server/infra/e7.ts',
    target: './mail/index.ts',
    fires: ['no-barrels'],
  },
  {
    says: 'two files that need each other, one of them as a type',
    path: 'server/infra/e8.ts',
    target: './e9.ts',
    fires: ['no-cycles'],
  },
  {
    says: 'the other half of that cycle, reported once',
    path: 'server/infra/e9.ts',
    target: './e8.ts',
    typeOnly: true,
    fires: [],
  },
];

const jobs: DirectionCase[] = [
  {
    says: 'the list of jobs takes a use case',
    path: 'server/jobs.ts',
    target: './features/customer/use-cases/lock-customer.ts',
    fires: ['jobs-are-subscribers'],
  },
  {
    says: 'a use case calls what reacts to events',
    path: 'server/features/order/use-cases/s14.ts',
    target: '#server/features/order/subscribers/tell-on-paid.ts',
    fires: ['nobody-calls-a-subscriber', 'use-cases-are-not-chained'],
  },
];

export const directionCases: DirectionCase[] = [...app, ...server, ...jobs, ...everywhere];

/** What the planted imports lead to; nothing here breaks a rule. */
export const targets: string[] = [
  'app/lib/query.ts',
  'app/features/customer/list.tsx',
  'app/features/order/list.tsx',
  'app/features/order/lonely.tsx',
  'app/routes/customers.tsx',
  'prisma/generated/client.ts',
  'server/infra/clock.ts',
  'server/infra/clock.test.ts',
  'server/infra/mail/index.ts',
  'server/trpc/init.ts',
  'server/http/server.ts',
  'server/main.ts',
  'server/features/customer/schema.ts',
  'server/features/customer/policy.ts',
  'server/features/customer/domain.ts',
  'server/features/customer/repository.ts',
  'server/features/customer/router.ts',
  'server/features/customer/use-cases/lock-customer.ts',
  'server/features/order/repository.ts',
  'server/features/order/subscribers/tell-on-paid.ts',
  'server/features/payment/policy.ts',
  'tests/support/database.ts',
];

/** Made-up packages, so that nothing depends on what is installed where. */
export const packages = ['pg', 'vitest', 'xlsx'];
