import pg from 'pg';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** One connection to each server, kept: connecting anew for each database would cost more than making or dropping it. */
const kept = new Map<string, pg.Pool>();

function connected(adminUrl: string): pg.Pool {
  const known = kept.get(adminUrl);
  if (known) return known;
  const made = new pg.Pool({
    connectionString: adminUrl,
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
  });
  // A server may end while nobody asks it anything. The next statement connects anew.
  made.on('error', () => {});
  kept.set(adminUrl, made);
  return made;
}

const administer = (adminUrl: string, statement: string): Promise<unknown> =>
  connected(adminUrl).query(statement);

/** Ends the kept connection to a server that is about to stop. */
export async function leaveServer(adminUrl: string): Promise<void> {
  const pool = kept.get(adminUrl);
  kept.delete(adminUrl);
  await pool?.end();
}

function urlOf(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/**
 * Makes a database and returns its URL. With `template` it is a copy of that database. A copy takes some milliseconds, where
 * migrating takes far longer. Nobody may be connected to the template meanwhile.
 */
export async function createDatabase(
  adminUrl: string,
  name: string,
  options: { readonly template?: string } = {},
): Promise<string> {
  // FILE_COPY would force two checkpoints for each copy, and everybody on the cluster would wait for them.
  const template = options.template ? ` TEMPLATE ${quoted(options.template)} STRATEGY WAL_LOG` : '';
  await administer(adminUrl, `CREATE DATABASE ${quoted(name)}${template}`);
  return urlOf(adminUrl, name);
}

/** Ends the database's connections and drops it. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await administer(adminUrl, `DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`);
}
