/** What the customer's link in the reader's cookie is worth; looking at it uses nothing up. */
import { stateOf } from '#server/shared/link-state.ts';
import { hashToken } from '#server/infra/auth/adapter.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { findLink } from '../repository/link.ts';
import type { CustomerLinkDto } from '../schema.ts';

export async function readLink(ctx: RequestContext): Promise<CustomerLinkDto> {
  const { linkToken } = ctx;
  const link = linkToken === null ? null : await findLink(ctx.db, hashToken(linkToken));
  const state = stateOf(link, ctx.clock.now());
  if (link === null || state !== 'valid') return { state: state === 'valid' ? 'unknown' : state };
  const { customerId, version, login, firstName, companyName, policy } = link;
  return { state, customerId, version, login, firstName, companyName, policy };
}
