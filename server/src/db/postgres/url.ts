const noHost = 'loge-no-host';

/**
 * Reads a URL as `pg` does. A URL for a socket may name a user without a host, which `URL` refuses. Throws when the text
 * is no URL of PostgreSQL.
 */
export function parsePostgresUrl(text: string): URL {
  const url = new URL(text.replace('@/', `@${noHost}/`));
  if (!/^postgres(ql)?:$/.test(url.protocol)) throw new Error('not a URL of PostgreSQL');
  return url;
}

/** Where the database is, for people to read; never with a password. */
export function describePostgres(text: string): string {
  const { host, pathname, searchParams } = parsePostgresUrl(text);
  const where = searchParams.get('host') ?? host.replace(noHost, '');
  return `PostgreSQL ${where || 'on this machine'}${pathname}`;
}

/**
 * The URL as PostgreSQL's own programs get it. The password goes into their environment, because everybody on the
 * machine can read their arguments.
 */
export function forPrograms(text: string): {
  readonly url: string;
  readonly environment: Record<string, string>;
} {
  const url = parsePostgresUrl(text);
  const password = url.searchParams.get('password') ?? decodeURIComponent(url.password);
  if (url.searchParams.has('password')) url.searchParams.delete('password');
  url.password = '';
  return {
    url: url.href.replace(noHost, ''),
    environment: password === '' ? {} : { PGPASSWORD: password },
  };
}
