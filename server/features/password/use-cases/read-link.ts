/** What the link in the reader's cookie is worth; looking at it uses nothing up. */
import { stateOf } from '#server/shared/link-state.ts';
import { hashToken } from '#server/infra/auth/adapter.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { findLink } from '../repository.ts';
import type { LinkDto } from '../schema.ts';

export async function readLink(ctx: RequestContext): Promise<LinkDto> {
  const { linkToken } = ctx;
  const link = linkToken === null ? null : await findLink(ctx.db, hashToken(linkToken));
  const state = stateOf(link, ctx.clock.now());
  if (link === null || state !== 'valid') return { state: state === 'valid' ? 'unknown' : state };
  const { email, firstName, hasPassword, policy } = link;
  return { state, email, firstName, isFirst: !hasPassword, policy };
}
