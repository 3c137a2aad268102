/** What the database knows of what an edit asks for: owners of values, choices, edits since. */
import type { Scope } from '#server/shared/actor.ts';
import { findChoices } from '#server/infra/db/choices.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import { eventsSince } from '#server/infra/events/history.ts';
import type { AskedEdit, EditFacts } from '../domain.ts';
import { nameOf, subjectOf } from './read.ts';
import type { HeldCustomer } from './write.ts';

/** What may be chosen of what is asked for. */
export async function readChoices(
  db: Db,
  { companyId }: Scope,
  { values, tags }: Pick<AskedEdit, 'values' | 'tags'>,
): Promise<EditFacts['choices']> {
  const idOf = (field: 'organizationId' | 'salesRepresentativeId') =>
    values.get(field) == null ? null : Number(values.get(field));
  const found = await findChoices(db, {
    companyId,
    organizationId: idOf('organizationId'),
    userId: idOf('salesRepresentativeId'),
    tagIds: [...tags.add, ...tags.remove],
  });
  return { organization: found.organization, salesRepresentative: found.user, tags: found.tags };
}

/** Other customers who have the wanted login or e-mail. */
export async function findOwners(
  db: Db,
  scope: Scope,
  { values, exceptId }: { values: AskedEdit['values']; exceptId?: number },
): Promise<EditFacts['takenBy']> {
  const owners: EditFacts['takenBy'] = {};
  for (const field of ['login', 'email'] as const) {
    const value = values.get(field);
    if (typeof value !== 'string') continue;
    owners[field] = await findOwner(db, scope, { field, value, exceptId });
  }
  return owners;
}

/** Whose a login or an e-mail is, of the customers that the scope shows. */
export async function findOwner(
  db: Db,
  { companyId }: Scope,
  wanted: { field: 'login' | 'email'; value: string; exceptId?: number | undefined },
): Promise<{ id: number; name: string } | null> {
  const { field, value, exceptId = 0 } = wanted;
  const row = await db.customer.findFirst({
    where: { companyId, [field]: value, id: { not: exceptId } },
    select: { id: true, firstName: true, lastName: true },
  });
  return row && nameOf(row);
}

/** What is known of what an edit asks for, by the customer as held. */
export async function readEditFacts(
  tx: Tx,
  scope: Scope,
  { held: { customer }, asked }: { held: HeldCustomer; asked: AskedEdit },
): Promise<Omit<EditFacts, 'profile'>> {
  const version = Math.min(...[...asked.values.keys()].map(asked.basedOn), customer.version);
  const types = ['customer.edited'];
  const edits =
    version < customer.version
      ? await eventsSince(tx, subjectOf(scope, customer.id), { version, types })
      : [];
  return {
    customer,
    edits,
    takenBy: await findOwners(tx, scope, { values: asked.values, exceptId: customer.id }),
    choices: await readChoices(tx, scope, asked),
  };
}
