/** Where a user of the company is signed in, for those who may end it. */
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { toOpenSession } from '../domain.ts';
import { can } from '../policy.ts';
import { isOfCompany, listOpenSessions } from '../repository/open-sessions.ts';
import type { ListSessionsOfUserInput, OpenSessionsDto } from '../schema.ts';

/** @throws FORBIDDEN, USER_NOT_FOUND */
export async function listSessionsOfUser(
  { actor, session, db, clock }: UseCaseContext,
  { userId }: ListSessionsOfUserInput,
): Promise<OpenSessionsDto> {
  if (!can.endOf(actor)) throw new AppError('FORBIDDEN');
  const { companyId } = actor;
  if (!(await isOfCompany(db, { userId, companyId }))) throw new AppError('USER_NOT_FOUND');
  const { rows, total } = await listOpenSessions(db, { userId, now: clock.now() });
  return { rows: rows.map((row) => toOpenSession(row, session.sessionHash)), total };
}
