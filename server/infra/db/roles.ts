import type { Client } from 'pg';

/**
 * The roles that nobody signs in as, so they need no password. `tandem_app` is what the application
 * works as: the owner connects and takes it on (`-c role=tandem_app`). `tandem_eraser` owns the one
 * function that takes the values of a removed customer out of events. Grants are in the migrations.
 * A role belongs to the whole cluster, so several databases share it and two processes may create it
 * at once.
 */
export const appRole = 'tandem_app';
export const eraserRole = 'tandem_eraser';

const duplicateRole = new Set(['42710', '23505']);
const notAllowed = '42501';

/** @throws Error naming the statements that an administrator has to run */
export async function ensureRoles(owner: Client): Promise<void> {
  const refused: string[] = [];
  let cause: unknown;
  for (const role of [appRole, eraserRole]) {
    for (const statement of await missingFor(owner, role)) {
      const error = await run(owner, statement);
      if (error === null) continue;
      cause = error;
      refused.push(statement.replace('CURRENT_USER', `"${owner.user ?? 'the owner'}"`));
    }
  }
  if (refused.length === 0) return;
  throw new Error(
    `The database's owner "${owner.user ?? ''}" may not prepare the roles of Tandem. ` +
      `Let an administrator of the server run once:  ${refused.join('; ')};`,
    { cause },
  );
}

/** What is to be run so that the role exists and its owner may take it on. */
async function missingFor(owner: Client, role: string): Promise<string[]> {
  const { rows } = await owner.query<{ known: boolean; usable: boolean }>(
    `SELECT count(*) > 0 AS known,
            coalesce(bool_or(pg_has_role(current_user, oid,
              CASE WHEN current_setting('server_version_num')::int < 160000
                THEN 'MEMBER' ELSE 'SET' END)), false) AS usable
     FROM pg_roles WHERE rolname = $1`,
    [role],
  );
  return [
    ...(rows[0]?.known ? [] : [`CREATE ROLE ${role} NOLOGIN`]),
    ...(rows[0]?.usable ? [] : [`GRANT ${role} TO CURRENT_USER`]),
  ];
}

const unknownRole = '42704';

/** @returns the fault if it is an administrator's to mend */
async function run(owner: Client, statement: string): Promise<unknown> {
  try {
    await owner.query(statement);
    return null;
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    // Another process was quicker: what is wanted is there.
    if (duplicateRole.has(code)) return null;
    // A role that could not be made can't be granted either.
    if (code === notAllowed || code === unknownRole) return error;
    throw error;
  }
}
