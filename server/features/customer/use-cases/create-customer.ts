/**
 * Adds a customer (S1-32 to S1-45): the row, the tags, the way to a password and the event in one
 * transaction. Invariant: a call that is sent again answers the customer that it made. Nothing is
 * saved while anything is wrong, and all that is wrong is told at once. The letter with a link
 * to set a password is ordered here and sent by its job.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { mandatoryFields } from '#server/shared/customer-fields.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import { AppError } from '#server/shared/errors.ts';
import { passwordIssue } from '#server/shared/password-policy.ts';
import { isCommonPassword } from '#server/infra/auth/common-passwords.ts';
import { hashPassword } from '#server/infra/auth/password.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { findOwnEvents } from '#server/infra/events/history.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { orderCustomerLetter } from '#server/infra/mail/outbox.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { AskedEdit } from '../domain.ts';
import { blankCustomer, checkValues, planEdit, toldNew } from '../domain.ts';
import { can } from '../policy.ts';
import { findOwners, readChoices } from '../repository/facts.ts';
import { getCustomerRow, subjectOf } from '../repository/read.ts';
import { insertCustomer } from '../repository/write.ts';
import type { CreateCustomerCommand, CustomerDto } from '../schema.ts';

/** @throws FORBIDDEN, INVALID_INPUT with every field that is wrong */
export async function createCustomer(
  ctx: UseCaseContext,
  { values: typed, tagIds, password, mutationId }: CreateCustomerCommand,
): Promise<CustomerDto> {
  const { actor } = ctx;
  if (!can.create(actor)) throw new AppError('FORBIDDEN');
  const profile = ctx.session.company.validationProfile;
  const needed = Object.fromEntries(mandatoryFields.map((field) => [field, null]));
  const checked = checkValues({ ...needed, ...typed }, profile);
  const issues = [...checked.issues, ...passwordIssues(ctx, password)];
  const tags = { add: tagIds, remove: [] };
  const asked: AskedEdit = { ...checked, issues, basedOn: () => 0, tags };
  // Hashed ahead of the transaction, which would hold its connection meanwhile.
  const passwordHash =
    password.kind === 'typed' && issues.length === 0 ? await hashPassword(password.password) : null;
  const customerId = await inTransaction(ctx, async (tx) => {
    const known = await readNew(tx, { ctx, asked, mutationId });
    if (known.createdId !== null) return known.createdId;
    const facts = { ...known, customer: blankCustomer, edits: [], profile };
    const plan = planEdit(asked, facts);
    if (plan.issues.length > 0) throw new AppError('INVALID_INPUT', {}, { issues: plan.issues });
    const now = ctx.clock.now();
    const passwordResetAt = password.kind === 'link' ? now : null;
    const row = { ...plan, passwordHash, passwordResetAt, registeredAt: now };
    const id = await insertCustomer(tx, scopeFor(actor), row);
    if (password.kind === 'link') {
      await orderCustomerLetter(tx, { companyId: actor.companyId, customerId: id });
    }
    await recordEvent(tx, {
      companyId: actor.companyId,
      type: 'customer.created',
      subject: subjectOf(scopeFor(actor), id),
      version: 1,
      authorId: actor.userId,
      mutationId,
      ...toldNew(plan, facts, password.kind),
    });
    return id;
  });
  ctx.jobs.wake();
  return getCustomerRow(ctx.db, scopeFor(actor), { customerId, now: ctx.clock.now() });
}

function passwordIssues(
  { session }: UseCaseContext,
  password: CreateCustomerCommand['password'],
): FieldIssue[] {
  if (password.kind === 'link') return [];
  const issue = passwordIssue(password.password, session.company.customerPasswordPolicy);
  if (issue) return [{ path: 'password', ...issue }];
  return isCommonPassword(password.password) ? [{ path: 'password', code: 'passwordCommon' }] : [];
}

interface Creating {
  ctx: UseCaseContext;
  asked: AskedEdit;
  mutationId: string;
}

/** What the database knows of it, and the customer whom this very call has made already, if any. */
async function readNew(tx: Tx, { ctx, asked, mutationId }: Creating) {
  const scope = scopeFor(ctx.actor);
  const takenBy = await findOwners(tx, scope, { values: asked.values });
  const made = { version: 0, types: ['customer.created'], authorId: ctx.actor.userId, mutationId };
  let createdId: number | null = null;
  for (const owner of Object.values(takenBy)) {
    if (!owner || createdId !== null) continue;
    if ((await findOwnEvents(tx, subjectOf(scope, owner.id), made)).length > 0)
      createdId = owner.id;
  }
  return { takenBy, createdId, choices: await readChoices(tx, scope, asked) };
}
