import type { SearchQuery } from './provider.ts';
import { ProviderError } from './provider-error.ts';

const mostWords = 20;
const mostLength = 200;

/**
 * Reads a search as clients write it: words and qualifiers, separated by blanks or plus signs (docs/contract.md#integrations).
 * The last qualifier of a kind counts. One that is not ours stays among the words.
 */
export function readSearchQuery(text: string): SearchQuery {
  let [owner, repository, state, forks]: [string | null, string | null, SearchQuery['state'], boolean] = [
    null,
    null,
    null,
    false,
  ];
  const words: string[] = [];
  for (const part of text.split(/[\s+]+/)) {
    const [, name = '', value = ''] = /^([a-z]+):(.+)$/i.exec(part) ?? [];
    const qualifier = `${name}:${value}`.toLowerCase();
    if (name.toLowerCase() === 'user' || name.toLowerCase() === 'org') owner = value;
    else if (name.toLowerCase() === 'repo') repository = value;
    else if (qualifier === 'is:open') state = 'open';
    else if (qualifier === 'is:closed') state = 'closed';
    else if (qualifier === 'fork:true' || qualifier === 'fork:only') forks = true;
    else if (qualifier === 'fork:false') forks = false;
    else if (part !== '') words.push(part);
  }
  return {
    words: words.slice(0, mostWords).join(' ').slice(0, mostLength).trim(),
    owner,
    repository,
    state,
    forks,
  };
}

/** The parts of `owner/name`, or null where it can be no repository: a part of dots alone would lead elsewhere in the API. */
export function pathParts(path: string): string[] | null {
  const parts = path.split('/');
  const fits = parts.length <= 20 && parts.every((part) => /^[\p{L}\p{N}._-]{1,255}$/u.test(part));
  return fits && !parts.some((part) => /^\.+$/.test(part)) ? parts : null;
}

/** A repository's `owner/name` as a path of the API. Throws `not_found` when it can be none. */
export function ownerAndName(path: string): string {
  const parts = pathParts(path);
  if (parts?.length !== 2) throw new ProviderError('not_found');
  return parts.map(encodeURIComponent).join('/');
}

/** The name of a member or organisation as a path of the API. Throws `not_found` when it can be none. */
export function ownerName(text: string): string {
  const [name, ...more] = pathParts(text) ?? [];
  if (name === undefined || more.length > 0) throw new ProviderError('not_found');
  return encodeURIComponent(name);
}
