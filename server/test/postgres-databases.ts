import pg from 'pg';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function administer(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
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
