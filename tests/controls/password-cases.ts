import type { Control } from './control.ts';

const setPassword = 'tests/integration/password/set-password.test.ts';
const changePassword = 'tests/integration/password/change-password.test.ts';
const requestLink = 'tests/integration/password/request-link.test.ts';

/** Of passwords, and of the links by which users set them. */
export const passwordControls: readonly Control[] = [
  {
    control: 'a link is used once',
    file: 'server/features/password/repository.ts',
    on: 'where: { tokenHash, usedAt: null, voidedAt: null, expiresAt: { gt: now } },',
    off: 'where: { tokenHash },',
    ...{ test: setPassword, name: 'works once: the second use is refused' },
  },
  {
    control: 'a link ends with its time',
    file: 'server/shared/link-state.ts',
    on: "return link.expiresAt <= now ? 'expired' : 'valid';",
    off: "return link.expiresAt <= now ? 'valid' : 'valid';",
    ...{ test: setPassword, name: 'works until the last moment' },
  },
  {
    control: 'a newer link voids the older ones',
    file: 'server/infra/auth/password-link.ts',
    on: 'await voidUserLinks(tx, userId, now);',
    off: '',
    ...{ test: setPassword, name: 'a newer link voids the older one' },
  },
  {
    control: 'a link lets no blocked user in',
    file: 'server/shared/link-state.ts',
    on: "if (link.blockedAt) return 'blocked';",
    off: '',
    ...{ test: setPassword, name: 'a blocked user is let in by no link' },
  },
  {
    control: 'a new password ends what the old one opened',
    file: 'server/features/password/use-cases/set-password.ts',
    on: 'await endOtherSessions(tx, { companyId, userId, exceptHash: null, version, authorId: userId });',
    off: 'void endOtherSessions;',
    ...{ test: setPassword, name: 'a new password in the place of an old one' },
  },
  {
    control: 'a link’s token is kept as its hash alone',
    file: 'server/infra/auth/password-link.ts',
    on: 'tokenHash: hashToken(token)',
    off: 'tokenHash: token',
    ...{ test: setPassword, name: 'only the hash of a token is in the database' },
  },
  {
    control: 'an old password is no place to guess',
    file: 'server/features/password/use-cases/change-password.ts',
    on: 'if (!(await reserveAttempt(ctx.db, actor.userId, now))) throw await refusalOf(ctx, now);',
    off: 'void [reserveAttempt, refusalOf];',
    ...{ test: changePassword, name: 'is no place to guess' },
  },
  {
    control: 'an account gets five links an hour at most',
    file: 'server/features/password/domain.ts',
    on: 'export const linksPerHourMax = 5;',
    off: 'export const linksPerHourMax = 500;',
    ...{ test: requestLink, name: 'sends one account at most five links' },
  },
];
