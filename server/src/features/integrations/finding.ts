import { days, type Instant } from '../../kernel/clock.ts';
import type { Identity } from '../providers/feature.ts';
import type { Integration } from './queries.ts';

/** How long before the end of a token that cannot be renewed its owner is told. */
const toldBeforeMs = days(7);

type Finding = Pick<
  Integration,
  | 'username'
  | 'avatar_url'
  | 'email'
  | 'profile_url'
  | 'scopes'
  | 'missing_scopes'
  | 'state'
  | 'authorize_url'
  | 'checked_at'
>;

/** What a check that the provider answered makes of an integration's row. */
export function findingOf(
  { account, scopes }: Identity,
  missingScopes: readonly string[],
  { now, endsForGoodAt }: { readonly now: Instant; readonly endsForGoodAt: Instant | null },
): Finding {
  return {
    username: account.username,
    avatar_url: account.avatarUrl,
    email: account.email,
    profile_url: account.profileUrl,
    scopes: scopes === null ? null : JSON.stringify(scopes),
    missing_scopes: JSON.stringify(missingScopes),
    state: stateFor(missingScopes, endsForGoodAt, now),
    authorize_url: null,
    checked_at: now,
  };
}

function stateFor(missingScopes: readonly string[], endsForGoodAt: Instant | null, now: Instant): string {
  if (missingScopes.length > 0) return 'scope_missing';
  const ends = endsForGoodAt === null ? Number.POSITIVE_INFINITY : Date.parse(endsForGoodAt);
  return ends - Date.parse(now) < toldBeforeMs ? 'expiring' : 'ok';
}
