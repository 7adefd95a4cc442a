import { invalidField } from '../../kernel/app-error.ts';

/**
 * The origin of a provider, as clients compare it: `https://git.example.com:8443` (docs/contract.md#integrations). A path of a
 * page that somebody copied from their browser is left out. Throws 422 on `url` for what is no http or https address, and for
 * one with a user name or password in it.
 */
export function readOrigin(text: string): string {
  // People type the name alone.
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  const usable =
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.hostname !== '';
  if (!usable) throw invalidField('url', 'url_unreadable');
  // A name means the same with and without the dot of the root.
  url.hostname = url.hostname.replace(/\.$/, '');
  return url.origin;
}
