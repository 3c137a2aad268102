import type { UserRowDto } from '#server/features/user/schema.ts';

type Named = Pick<UserRowDto, 'firstName' | 'lastName'>;

/** As in a list that is sorted by it. */
export function listedName({ firstName, lastName }: Named): string {
  return `${lastName} ${firstName}`;
}

/** As one is addressed. */
export function spokenName({ firstName, lastName }: Named): string {
  return `${firstName} ${lastName}`;
}
