/** The scopes of GitHub that include others (https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps). */
const enough: Readonly<Record<string, readonly string[]>> = {
  // Private repositories: their list, branches and pull requests.
  repo: ['repo'],
  'read:org': ['read:org', 'write:org', 'admin:org'],
  'read:public_key': ['read:public_key', 'write:public_key', 'admin:public_key'],
};

/** What an OAuth request asks for: the last is for the address. */
export const gitHubScopes = [...Object.keys(enough), 'user:email'];

/** Fine-grained tokens and those of GitHub Apps have permissions, which no answer lists: null. */
export function missingGitHubScopes(granted: readonly string[] | null): string[] {
  if (granted === null) return [];
  return Object.keys(enough).filter(
    (scope) => !enough[scope]?.some((sufficient) => granted.includes(sufficient)),
  );
}

/** A list in a header, separated by commas. Null when it was not sent. */
export const scopesIn = (header: string | null): string[] | null =>
  header === null
    ? null
    : header
        .split(',')
        .map((scope) => scope.trim())
        .filter((scope) => scope !== '' && scope.length <= 100)
        .slice(0, 100);
