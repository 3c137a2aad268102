import type { CustomerDto, CustomerRowDto } from '#server/features/customer/schema.ts';
import type { EventOf, TandemEvent } from '#server/features/event/schema.ts';

/** The row after the event; `event` is the very next change of that row. */
export function changed<Row extends CustomerRowDto>(row: Row, event: TandemEvent): Row {
  const next: Row = { ...row, version: event.version };
  switch (event.type) {
    case 'customer.locked':
      next.locked = event.data.lock;
      // Locking ends the customer's cabinet sessions at once.
      return 'openSessionsCount' in next ? { ...next, openSessionsCount: 0 } : next;
    case 'customer.unlocked':
      next.locked = null;
      return next;
    case 'customer.passwordSet':
      next.passwordStatus = 'active';
      next.emailConfirmed = true;
      next.lockedOutUntil = null;
      return 'openSessionsCount' in next ? { ...next, openSessionsCount: 0 } : next;
    case 'customer.edited':
      return edited(next, event);
    case 'operation.deposited':
    case 'operation.withdrawn':
    case 'operation.refunded':
    case 'operation.reversed':
      next.balance = event.data.operation.balanceAfter;
      return next;
    default:
      return next;
  }
}

/** The scalar fields stand in `changes`; what has a name of its own comes with the event's data. */
function edited<Row extends CustomerRowDto>(
  row: Row,
  { changes, data }: EventOf<'customer.edited'>,
): Row {
  const values = changes.flatMap(({ field, new: value }) =>
    field !== 'tags' && field in row ? [[field, value] as const] : [],
  );
  const { organization, salesRepresentative, tags } = data;
  return {
    ...row,
    ...Object.fromEntries(values),
    ...(organization === undefined ? {} : { organization: organization.new }),
    // A row of the list has only some of a customer's fields.
    ...(salesRepresentative === undefined || !('salesRepresentative' in row)
      ? {}
      : { salesRepresentative: salesRepresentative.new }),
    ...(tags === undefined ? {} : { tags: withTags(row.tags, tags) }),
  };
}

type Tags = CustomerDto['tags'];

/** In the server's order: by caption, as its characters are numbered. */
function withTags(tags: Tags, { added, removed }: { added: Tags; removed: Tags }): Tags {
  const gone = new Set([...added, ...removed].map(({ id }) => id));
  return [...tags.filter(({ id }) => !gone.has(id)), ...added].sort((a, b) =>
    a.caption < b.caption ? -1 : 1,
  );
}

/** What the list shows of a customer. */
export function rowOf(customer: CustomerDto): CustomerRowDto {
  const { id, version, login, firstName, lastName, middleName, email, phone } = customer;
  const { locked, lockedOutUntil, emailConfirmed, passwordStatus, balance, registeredAt } =
    customer;
  const { country, city, organization, tags, lastSignInAt, devicesCount } = customer;
  const names = { login, firstName, lastName, middleName, email, phone };
  const facts = { locked, lockedOutUntil, emailConfirmed, passwordStatus };
  const rest = { country, city, organization, tags, lastSignInAt, devicesCount };
  return { id, version, ...names, ...facts, balance, registeredAt, ...rest };
}
