import type { integrations } from '@loge/protocol';

export type TokenType = Exclude<integrations.ScmType, integrations.OAuthType>;

/** Where a member makes an access token, and what it has to allow, in each provider's own words. */
export const tokenPages: Readonly<Record<TokenType, { path: string; scopes: string }>> = {
  'github-enterprise': { path: '/settings/tokens', scopes: 'repo, read:org, read:public_key, user:email' },
  'gitlab-self-hosted': { path: '/-/user_settings/personal_access_tokens', scopes: 'api' },
  forgejo: {
    path: '/user/settings/applications',
    scopes: 'read:user, read:repository, read:issue, read:organization',
  },
};

/** The provider's page for access tokens, from an address as somebody is typing it; null until it can be one. */
export function tokenPageOf(type: TokenType, typed: string): string | null {
  const text = typed.trim();
  // As the server reads it: people type the name alone, or copy the address of any page there.
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  const whole = url && /^https?:$/.test(url.protocol) && /[.:]/.test(url.host) && url.username === '';
  return whole ? url.origin + tokenPages[type].path : null;
}
