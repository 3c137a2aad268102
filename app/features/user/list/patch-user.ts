/** What an event means for a user as the list shows them. Pure. */
import type { EventOf, TandemEvent } from '#server/features/event/schema.ts';
import type { ListUsersInput, UserRowDto } from '#server/features/user/schema.ts';
import { roles } from '#server/shared/permissions.ts';

/** The same object if the event is known already or changes nothing that is shown. */
export function patchedUser(row: UserRowDto, event: TandemEvent): UserRowDto {
  if (event.subject.type !== 'user' || event.subject.id !== row.id) return row;
  if (event.version <= row.version) return row;
  return { ...row, ...changedFields(event), ...changedFacts(row, event), version: event.version };
}

const textFields = ['firstName', 'lastName', 'phone', 'email'] as const;

function changedFields({ changes }: TandemEvent): Partial<UserRowDto> {
  const changed: Partial<UserRowDto> = {};
  for (const { field, new: value } of changes) {
    const name = textFields.find((each) => each === field);
    if (name !== undefined && typeof value === 'string') changed[name] = value;
    const role = field === 'role' ? roles.find((each) => each === value) : undefined;
    if (role !== undefined) changed.role = role;
  }
  return changed;
}

function changedFacts(row: UserRowDto, event: TandemEvent): Partial<UserRowDto> {
  switch (event.type) {
    case 'user.blocked': {
      const isOnItsWay = row.invitation === 'waiting' || row.invitation === 'retrying';
      return { status: 'blocked', ...(isOnItsWay ? { invitation: null } : {}) };
    }
    case 'session.started':
      return { lastSignInAt: event.time };
    case 'user.activated':
      return { status: 'active' };
    case 'user.reinvited':
      return { invitation: 'waiting' };
    case 'user.invited':
      return { invitation: 'sent' };
    case 'user.invitationFailed':
      return { invitation: event.data.isFinal ? 'failed' : 'retrying' };
    case 'user.lockedOut':
      return { lockout: event.data };
    case 'user.lockoutCleared':
      return { lockout: null };
    case 'user.letterFailed':
      return { letterFailed: true };
    case 'user.letterDelivered':
      return { letterFailed: false };
    case 'user.passwordSet':
      return { hasPassword: true, lockout: null };
    default:
      return {};
  }
}

/** A user as they are right after they were added. */
export function rowOfCreated(event: EventOf<'user.created'>): UserRowDto {
  return {
    ...{ id: event.subject.id, version: event.version, status: 'active', role: 'admin' },
    ...{ firstName: '', lastName: '', phone: '', email: '' },
    ...changedFields(event),
    ...{ hasPassword: false, invitation: 'waiting', lastSignInAt: null },
    ...{ createdAt: event.time, createdBy: event.author, lockout: null, letterFailed: false },
  };
}

type Filters = Pick<ListUsersInput, 'role' | 'status' | 'withoutPassword'>;

/** Role, status and password alone; whether the search still finds them is not looked at again. */
export function meetsFilters(row: UserRowDto, { role, status, withoutPassword }: Filters): boolean {
  if (role !== undefined && role !== row.role) return false;
  if (status !== undefined && status !== row.status) return false;
  return withoutPassword !== true || !row.hasPassword;
}

/** Whether a user who was just added belongs to what a list asks for. */
export function belongs(row: UserRowDto, asked: ListUsersInput): boolean {
  if (!meetsFilters(row, asked)) return false;
  const { search = '' } = asked;
  const { firstName, lastName, email, phone } = row;
  const text = `${firstName} ${lastName} ${firstName} ${email} ${phone}`.toLowerCase();
  const digits = search.replace(/\D/g, '');
  const isNumber = /^\+?[\d\s().-]{3,}$/.test(search);
  return text.includes(search.toLowerCase()) || (isNumber && phone.includes(digits));
}
