/** What a session says of itself. Pure: a session in, what the screens are built from out. */
import type { Actor } from '#server/shared/actor.ts';
import { permissionsOf } from '#server/shared/permissions.ts';
import type { Theme } from '#server/shared/theme.ts';
import type { DeviceDto, OpenSessionDto, SessionDto } from './schema.ts';

export function describeSession(session: {
  actor: Actor;
  look: { theme: Theme; timeZone: string | null };
  company: SessionDto['company'];
}): SessionDto {
  const { actor, company, look } = session;
  const { userId, firstName, lastName, email, role, language } = actor;
  return {
    user: { id: userId, firstName, lastName, email, role, language, theme: look.theme },
    timeZone: look.timeZone ?? company.timeZone,
    company,
    permissions: [...permissionsOf(role)],
  };
}

/** As the database holds it; `id` is the SHA-256 of the token and stays on the server. */
export interface OpenSessionRow {
  id: string;
  publicId: string;
  createdAt: Date;
  lastSeenAt: Date;
  ipAddress: string | null;
  device: DeviceDto;
}

export function toOpenSession(row: OpenSessionRow, ownHash: string): OpenSessionDto {
  return {
    id: row.publicId,
    isCurrent: row.id === ownHash,
    device: row.device,
    ipAddress: row.ipAddress,
    startedAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  };
}
