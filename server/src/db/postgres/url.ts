const noHost = 'loge-no-host';

/**
 * Reads a URL as `pg` does: one that goes through a socket names a user, maybe, but no host, which a URL proper must not.
 * Throws when it is none.
 */
export function parsePostgresUrl(text: string): URL {
  const url = new URL(text.replace('@/', `@${noHost}/`));
  if (!/^postgres(ql)?:$/.test(url.protocol)) throw new Error('not a URL of PostgreSQL');
  return url;
}

/** Where it is, for people; never with a password. */
export function describePostgres(text: string): string {
  const { host, pathname, searchParams } = parsePostgresUrl(text);
  const where = searchParams.get('host') ?? host.replace(noHost, '');
  return `PostgreSQL ${where || 'on this machine'}${pathname}`;
}

/** How PostgreSQL's own programs are told of it: everybody may read their arguments, nobody else their environment. */
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
