/** Every control with the text that makes it, what is left without, and the test that must fail then. */
export interface Control {
  /** What it keeps, as a sentence. */
  control: string;
  file: string;
  /** Stands in the file exactly once. */
  on: string;
  off: string;
  /** The test file, and a part of the test's name as the runner writes it. */
  test: string;
  name: string;
}

const forgery = 'tests/integration/http/forgery.test.ts';
const headers = 'tests/integration/http/headers.test.ts';
const access = 'tests/integration/http/access.test.ts';
const sockets = 'tests/integration/event/hostile-socket.test.ts';
const signIn = 'tests/integration/session/sign-in.test.ts';
const lockout = 'tests/integration/session/lockout.test.ts';
const expiry = 'tests/integration/session/expiry.test.ts';

export const controls: readonly Control[] = [
  {
    control: 'a write must come from an allowed origin',
    file: 'server/http/app.ts',
    on: 'if (!isOriginAllowed(request, rules)) {',
    off: 'if (false) {',
    ...{ test: forgery, name: "refuses 'JSON' with 'another host'" },
  },
  {
    control: 'the API takes JSON alone',
    file: 'server/http/app.ts',
    on: "request.path.startsWith('/trpc') && !request.is('application/json')",
    off: 'false',
    ...{ test: forgery, name: "takes no 'a multipart form' at '/trpc/customer.lock'" },
  },
  {
    control: 'a batch has at most twenty calls',
    file: 'server/http/app.ts',
    on: 'maxBatchSize: batchMax,',
    off: '',
    ...{ test: forgery, name: 'refuses a batch of 1000' },
  },
  {
    control: 'a body has at most a megabyte',
    file: 'server/http/app.ts',
    on: 'maxBodySize: bodyMaxBytes,',
    off: '',
    ...{ test: forgery, name: 'refuses a body over a megabyte' },
  },
  {
    control: 'an upgrade must come from an allowed origin',
    file: 'server/http/socket-server.ts',
    on: "if (!isOriginAllowed(request, rules)) return refuse(socket, 403, 'Forbidden');",
    off: '',
    ...{ test: sockets, name: 'refuses the upgrade with another host' },
  },
  {
    control: 'a user has at most fifty sockets',
    file: 'server/http/socket-server.ts',
    on: '>= socketsPerUserMax',
    off: '>= Infinity',
    ...{ test: sockets, name: 'allows fifty sockets a user' },
  },
  {
    control: 'a frame has at most 64 KB',
    file: 'server/http/socket-server.ts',
    on: 'maxPayload: maxPayloadBytes,',
    off: '',
    ...{ test: sockets, name: 'closes on a frame over 64 KB' },
  },
  {
    control: 'a socket sends no flood of messages',
    file: 'server/http/socket-connection.ts',
    on: 'if (this.#rate.take(count)) return true;',
    off: 'if (count > 0) return true;',
    ...{ test: sockets, name: 'closes on a flood of messages' },
  },
  {
    control: 'a socket has at most four subscriptions',
    file: 'server/http/socket-connection.ts',
    on: 'this.#subscriptions.size >= subscriptionsMax',
    off: 'this.#subscriptions.size >= Infinity',
    ...{ test: sockets, name: 'closes on five subscriptions' },
  },
  {
    control: 'a page runs no script but its own',
    file: 'server/http/headers.ts',
    on: 'contentSecurityPolicy: isDevelopment ? false',
    off: 'contentSecurityPolicy: isDevelopment || true ? false',
    ...{ test: headers, name: 'protects the answer of health' },
  },
  {
    control: 'a nonce is used once',
    file: 'server/http/headers.ts',
    on: "randomBytes(16).toString('base64')",
    off: "randomBytes(16).fill(1).toString('base64')",
    ...{ test: headers, name: 'never uses a nonce twice' },
  },
  {
    control: 'nothing is kept in caches',
    file: 'server/http/headers.ts',
    on: "response.setHeader('Cache-Control', 'no-store');",
    off: '',
    ...{ test: headers, name: 'protects the answer of a query' },
  },
  {
    control: 'an address is left to nobody who is linked to',
    file: 'server/http/headers.ts',
    on: "referrerPolicy: { policy: 'no-referrer' },",
    off: 'referrerPolicy: false,',
    ...{ test: headers, name: 'protects the answer of health' },
  },
  {
    control: 'the browser comes back by TLS alone',
    file: 'server/http/headers.ts',
    on: 'strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },',
    off: 'strictTransportSecurity: false,',
    ...{ test: headers, name: 'protects the answer of health' },
  },
  {
    control: 'X-Forwarded-For is believed only of a configured proxy',
    file: 'server/http/request.ts',
    on: 'if (trustProxyHops === 0) return socketAddress;',
    off: '',
    ...{ test: headers, name: 'with 0 proxies' },
  },
  {
    control: 'an error tells nothing of the inside',
    file: 'server/trpc/init.ts',
    on: 'return { code: shape.code, message: data.code, data };',
    off: 'return { ...shape, message: error.message, data };',
    ...{ test: headers, name: 'tells nothing of the inside when a procedure fails' },
  },
  {
    control: 'an attempt is counted before its password is looked at',
    file: 'server/infra/auth/attempts.ts',
    on: 'AND (${isOver} OR u.failed_sign_ins_count < c.lockout_attempts_max)',
    off: '',
    ...{ test: lockout, name: '200 wrong passwords at once' },
  },
  {
    control: 'the right password in a burst takes back its own attempt alone',
    file: 'server/features/session/repository/sign-in.ts',
    on: 'failed_sign_ins_count = greatest(failed_sign_ins_count - 1, 0)',
    off: 'failed_sign_ins_count = 0',
    ...{ test: lockout, name: 'the right password inside a burst' },
  },
  {
    control: 'an address tries 600 times a minute at most',
    file: 'server/infra/limits.ts',
    on: 'used.consumedPoints > signInsPerMinute',
    off: 'used.consumedPoints > Infinity',
    ...{ test: lockout, name: 'one address may try 600 times a minute' },
  },
  {
    control: 'a session’s token is kept as its hash alone',
    file: 'server/infra/auth/adapter.ts',
    on: "return createHash('sha256').update(token).digest('hex');",
    off: 'return createHash === undefined ? "" : token;',
    ...{ test: signIn, name: 'keeps the token nowhere' },
  },
  {
    control: 'each sign-in has a token of its own',
    file: 'server/infra/auth/auth.ts',
    on: "randomBytes(32).toString('base64url')",
    off: "randomBytes(32).fill(1).toString('base64url')",
    ...{ test: signIn, name: 'gives a new token each time' },
  },
  {
    control: 'the cookie goes over TLS alone',
    file: 'server/infra/auth/auth.ts',
    on: 'attributes: { secure: true,',
    off: 'attributes: { secure: false,',
    ...{ test: signIn, name: 'opens a session: who, the cookie' },
  },
  {
    control: 'a session ends for good, however much it is used',
    file: 'server/infra/auth/adapter.ts',
    on: 'AND s.absolute_expires_at > ${now}',
    off: '',
    ...{ test: expiry, name: 'ends after fourteen days' },
  },
  {
    control: 'a blocked user has no session',
    file: 'server/infra/auth/adapter.ts',
    on: 'AND u.blocked_at IS NULL',
    off: '',
    ...{ test: access, name: "'session.current' answers 'blocked'" },
  },
  {
    control: 'only superadmins block',
    file: 'server/features/user/use-cases/block-user.ts',
    on: "if (!can.block(actor)) throw new AppError('FORBIDDEN');",
    off: '',
    ...{ test: access, name: "'user.block' answers 'admin'" },
  },
  {
    control: 'only superadmins activate',
    file: 'server/features/user/use-cases/activate-user.ts',
    on: "if (!can.activate(actor)) throw new AppError('FORBIDDEN');",
    off: '',
    ...{ test: access, name: "'user.activate' answers 'admin'" },
  },
  {
    control: 'an account is its own company’s',
    file: 'server/features/operation/repository.ts',
    on: 'where: { id: customerId, companyId: scope.companyId },',
    off: 'where: { id: customerId },',
    ...{ test: access, name: "'operation.list' answers 'other'" },
  },
];
