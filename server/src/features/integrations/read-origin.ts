import { invalidField } from '../../kernel/app-error.ts';

/** A name without an empty part (RFC 1035, 2.3.4): `git.example..` would be another origin for the same provider. */
const hostName = /^(?=.{1,253}$)[^.]{1,63}(?:\.[^.]{1,63})*$/;

/**
 * The origin of a provider, as clients compare it: `https://git.example.com:8443` (docs/contract.md#integrations). A path of a
 * page that somebody copied from their browser is left out. Throws 422 on `url` for what is no http or https address, for
 * one with a user name or password in it, and for a host that cannot be.
 */
export function readOrigin(text: string): string {
  // People type the name alone.
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:[/\\]{2}/i.test(text) ? text : `https://${text}`);
  const usable = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (!usable) throw invalidField('url', 'url_unreadable');
  // A name means the same with and without the dot of the root.
  const host = url.hostname.replace(/\.$/, '');
  if (!host.startsWith('[') && !hostName.test(host)) throw invalidField('url', 'url_unreadable');
  url.hostname = host;
  return url.origin;
}
