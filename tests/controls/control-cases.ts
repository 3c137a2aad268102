import { browserControls } from './browser-cases.ts';
import type { Control } from './control.ts';
import { customerLinkControls } from './customer-link-cases.ts';
import { passwordControls } from './password-cases.ts';
import { scopeControls } from './scope-cases.ts';

const forgery = 'tests/integration/http/forgery.test.ts';
const hostileInput = 'tests/integration/http/hostile-input.test.ts';
const headers = 'tests/integration/http/headers.test.ts';
const access = 'tests/integration/http/access.test.ts';
const sockets = 'tests/integration/event/hostile-socket.test.ts';
const signIn = 'tests/integration/session/sign-in.test.ts';
const clearLockout = 'tests/integration/user/clear-lockout.test.ts';
const sendLetter = 'tests/integration/letter/send-letter.test.ts';
const lockout = 'tests/integration/session/lockout.test.ts';
const expiry = 'tests/integration/session/expiry.test.ts';
const requestLink = 'tests/integration/password/request-link.test.ts';
const status = 'tests/integration/user/status.test.ts';
const role = 'tests/integration/user/change-role.test.ts';
const cancel = 'tests/integration/order/cancel-order.test.ts';
const prro = 'tests/integration/prro/save-prro.test.ts';
const company = 'tests/integration/company/edit-company.test.ts';

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
    ...{ test: lockout, name: 'attempts that begin in the same instant' },
  },
  {
    control: 'the right password in a burst takes back its own attempt alone',
    file: 'server/features/session/repository/sign-in.ts',
    on: 'failed_sign_ins_count = greatest(failed_sign_ins_count - 1, 0)',
    off: 'failed_sign_ins_count = 0',
    ...{ test: lockout, name: 'lets in after nine failures and still counts' },
  },
  {
    control: 'an address tries 600 times a minute at most',
    file: 'server/infra/limits.ts',
    on: 'signIn: limitOf(perMinute.signIn)',
    off: 'signIn: limitOf(Infinity)',
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
    on: 'AND ${absoluteEnd} > ${now}',
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
    control: 'an account is its own company’s',
    file: 'server/features/operation/repository.ts',
    on: 'where: { id: customerId, companyId: scope.companyId },',
    off: 'where: { id: customerId },',
    ...{ test: access, name: "'operation.list' answers 'other'" },
  },
  ...passwordControls,
  ...customerLinkControls,
  {
    control: 'an address asks for sixty links a minute at most',
    file: 'server/infra/limits.ts',
    on: 'requestLink: limitOf(perMinute.requestLink)',
    off: 'requestLink: limitOf(Infinity)',
    ...{ test: requestLink, name: 'lets one network address ask 60 times' },
  },
  {
    control: 'a company keeps its last active superadmin',
    file: 'server/features/user/repository/write.ts',
    on: 'ORDER BY id FOR NO KEY UPDATE`;\n  const own',
    off: 'ORDER BY id`;\n  const own',
    ...{ test: role, name: 'of two superadmins who demote each other' },
  },
  {
    control: 'nobody blocks themselves',
    file: 'server/features/user/use-cases/block-user.ts',
    on: "if (!can.block(actor, { id: input.userId })) throw new AppError('USER_IS_SELF');",
    off: '',
    ...{ test: status, name: 'lets nobody block but' },
  },
  {
    control: 'nobody changes their own role',
    file: 'server/features/user/use-cases/change-role.ts',
    on: "if (!can.changeRole(actor, { id: userId })) throw new AppError('USER_IS_SELF');",
    off: '',
    ...{ test: role, name: 'never their own' },
  },
  {
    control: 'only superadmins cancel orders',
    file: 'server/features/order/use-cases/cancel-order.ts',
    on: "if (!can.cancel(actor)) throw new AppError('FORBIDDEN');",
    off: '',
    ...{ test: cancel, name: 'lets no admin, stranger or blocked user cancel' },
  },
  {
    control: 'an order is cancelled once',
    file: 'server/features/order/use-cases/cancel-order.ts',
    on: 'assertCancellable(held, version);',
    off: 'void assertCancellable;',
    ...{ test: cancel, name: 'cancelled many times at once' },
  },
  {
    control: 'only superadmins configure the cash register',
    file: 'server/features/prro/use-cases/save-prro.ts',
    on: "if (!can.configure(ctx.actor)) throw new AppError('FORBIDDEN');",
    off: '',
    ...{ test: prro, name: 'lets nobody but superadmins see or save it' },
  },
  {
    control: 'only superadmins change the company’s settings',
    file: 'server/features/company/use-cases/edit-company.ts',
    on: "if (!can.configure(ctx.actor)) throw new AppError('FORBIDDEN');",
    off: '',
    ...{ test: company, name: 'lets nobody but superadmins see or change them' },
  },
  {
    control: 'a secret opens only where it belongs',
    file: 'server/infra/secrets.ts',
    on: "return Buffer.from(`tandem|${keyId.toString('hex')}|${companyId}|${field}`);",
    off: 'return Buffer.from(keyId);',
    ...{ test: prro, name: 'opens no key that was copied from another company' },
  },
  {
    control: 'letters in files are shown to the machine itself alone',
    file: 'server/http/kept-letters.ts',
    on: 'kept !== null && isOwnMachine(request)',
    off: 'kept !== null',
    ...{
      test: 'tests/integration/letter/kept-letters.test.ts',
      name: 'shows nothing through a proxy',
    },
  },
  {
    control: 'only superadmins block, by the session and by the row',
    file: 'server/features/user/use-cases/block-user.ts',
    on: "if (!can.block(actor)) throw new AppError('FORBIDDEN');",
    off: '',
    and: {
      file: 'server/features/user/repository/write.ts',
      on: "if (own.role !== 'superadmin') throw new AppError('FORBIDDEN');",
      off: '',
    },
    ...{ test: access, name: "'user.block' answers 'admin'" },
  },
  {
    control: 'an admin clears no superadmin’s lockout',
    file: 'server/features/user/use-cases/clear-lockout.ts',
    on: "if (!can.clearLockout({ ...actor, role }, target)) throw new AppError('FORBIDDEN');",
    off: 'void role;',
    ...{ test: clearLockout, name: 'no stranger clears it' },
  },
  {
    control: 'nobody clears their own lockout',
    file: 'server/features/user/use-cases/clear-lockout.ts',
    on: "if (userId === actor.userId) throw new AppError('USER_IS_SELF');",
    off: '',
    and: {
      file: 'server/features/user/policy.ts',
      on: "holds(actor, 'user:clearLockout') &&\n    target?.id !== actor.userId &&",
      off: "holds(actor, 'user:clearLockout') &&",
    },
    ...{ test: clearLockout, name: 'no stranger clears it' },
  },
  {
    control: 'a lost letter about a password is masked for admins',
    file: 'server/features/user/use-cases/list-users.ts',
    on: 'maskedRow(row, maySee)',
    off: 'maskedRow(row, true || maySee)',
    ...{ test: sendLetter, name: 'a letter about the password' },
  },
  {
    control: 'only superadmins add users, by the session and by the row',
    file: 'server/features/user/use-cases/create-user.ts',
    on: "if (!can.create(actor)) throw new AppError('FORBIDDEN');",
    off: '',
    and: {
      file: 'server/features/user/repository/write.ts',
      on: "if (row.role !== 'superadmin') throw new AppError('FORBIDDEN');",
      off: '',
    },
    ...{ test: access, name: "'user.create' answers 'admin'" },
  },
  {
    control: 'a session ends when it is not used',
    file: 'server/infra/auth/adapter.ts',
    on: 'idleEnd = Prisma.sql`least(s.expires_at,\n  s.last_seen_at + make_interval(hours => c.session_idle_hours))`;',
    off: 'idleEnd = Prisma.sql`s.absolute_expires_at`;',
    ...{ test: expiry, name: 'ends after its idle time' },
  },
  {
    control: 'a mutation takes no further fields',
    file: 'server/features/user/schema.ts',
    on: 'export const createUserInput = z.strictObject({',
    off: 'export const createUserInput = z.object({',
    ...{ test: hostileInput, name: 'user.create refuses fields that it does not know' },
  },
  {
    control: 'an address is one text',
    file: 'server/shared/email-address.ts',
    on: 'z.string().trim().toLowerCase().max(254).pipe(z.email());',
    off: 'z.preprocess((typed) => (Array.isArray(typed) ? typed[0] : typed), z.string());',
    ...{ test: requestLink, name: 'refuses an array as an address' },
  },
  {
    control: 'the log keeps no secrets',
    file: 'server/infra/log.ts',
    on: "redact: { paths: redactedPaths, censor: '[removed]' }",
    off: 'redact: []',
    ...{ test: 'tests/integration/http/log.test.ts', name: 'removes secrets by name' },
  },
  {
    control: 'signing out ends the open sockets',
    file: 'server/features/event/domain.ts',
    on: "if (event.type === 'session.ended') {",
    off: 'if (Date.now() < 0) {',
    ...{
      test: 'tests/integration/event/socket-life.test.ts',
      name: 'one sign-out closes the other tabs',
    },
  },
  ...browserControls,
  ...scopeControls,
];
