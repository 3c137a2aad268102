import type { Client } from 'pg';

/**
 * The role that the application works as: no login of its own, so it needs no password; the owner
 * connects and takes it on (`-c role=tandem_app`). Grants are in the migrations. A role belongs to
 * the whole cluster, so several databases share it and two processes may create it at once.
 */
export const appRole = 'tandem_app';

const duplicateRole = new Set(['42710', '23505']);
const notAllowed = '42501';

/** @throws Error naming the statement that an administrator has to run */
export async function ensureAppRole(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ known: boolean; usable: boolean }>(
    `SELECT count(*) > 0 AS known,
            coalesce(bool_or(pg_has_role(current_user, oid,
              CASE WHEN current_setting('server_version_num')::int < 160000
                THEN 'MEMBER' ELSE 'SET' END)), false) AS usable
     FROM pg_roles WHERE rolname = $1`,
    [appRole],
  );
  if (!rows[0]?.known) await run(owner, `CREATE ROLE ${appRole} NOLOGIN`);
  if (!rows[0]?.usable) await run(owner, `GRANT ${appRole} TO CURRENT_USER`);
}

async function run(owner: Client, statement: string): Promise<void> {
  try {
    await owner.query(statement);
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? '';
    // Another process was quicker: what is wanted is there.
    if (duplicateRole.has(code)) return;
    if (code !== notAllowed) throw cause;
    const named = statement.replace('CURRENT_USER', `"${owner.user ?? 'the owner'}"`);
    throw new Error(
      `The database's owner "${owner.user ?? ''}" may not prepare the role ${appRole}. ` +
        `Let an administrator of the server run once:  ${named};`,
      { cause },
    );
  }
}
