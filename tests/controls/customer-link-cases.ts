import type { Control } from './control.ts';

const choosePassword = 'tests/integration/customer/choose-password.test.ts';
const sendLink = 'tests/integration/customer/send-link.test.ts';

/** What keeps the links by which customers set their passwords. */
export const customerLinkControls: readonly Control[] = [
  {
    control: 'a customer’s link is used once',
    file: 'server/features/customer/repository/link.ts',
    on: 'where: { tokenHash, usedAt: null, voidedAt: null, expiresAt: { gt: now } },',
    off: 'where: { tokenHash },',
    ...{ test: choosePassword, name: 'works once: the second use is refused' },
  },
  {
    control: 'a newer link voids a customer’s older ones',
    file: 'server/infra/auth/password-link.ts',
    on: 'await voidCustomerLinks(tx, customerId, now);',
    off: '',
    ...{ test: choosePassword, name: 'a newer link voids the older one' },
  },
  {
    control: 'a link lets no locked customer set a password',
    file: 'server/shared/link-state.ts',
    on: "if (link.blockedAt) return 'blocked';",
    off: '',
    ...{ test: choosePassword, name: 'opens nothing for a locked customer' },
  },
  {
    control: 'what went to another e-mail opens nothing',
    file: 'server/features/customer/repository/write.ts',
    on: 'if (plan.changes.email !== undefined) await voidCustomerLinks(tx, held.customer.id, now);',
    off: 'void [voidCustomerLinks, now];',
    ...{ test: choosePassword, name: 'is void once the customer has another e-mail' },
  },
  {
    control: 'a link sets the password that its page named, and no other',
    file: 'server/features/customer/use-cases/choose-password.ts',
    on: 'link?.customerId === customerId && stateOf(link, ctx.clock.now())',
    off: 'link !== null && customerId > 0 && stateOf(link, ctx.clock.now())',
    ...{ test: choosePassword, name: 'sets the password of nobody else' },
  },
  {
    control: 'a customer gets five links an hour at most',
    file: 'server/features/customer/domain/link.ts',
    on: 'export const linksPerHourMax = 5;',
    off: 'export const linksPerHourMax = 500;',
    ...{ test: sendLink, name: 'gives one customer five letters an hour' },
  },
];
