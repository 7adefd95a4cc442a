import { apiTokens, scopes as ownScopes, type ReplyOf } from '@loge/protocol';
import { notFound } from '../../kernel/app-error.ts';
import { days, instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Principal } from '../../platform/principal.ts';
import { ownedBy } from '../applications/feature.ts';
import { descendantsOf } from './descendants.ts';
import { knownScopes } from './known-scopes.ts';
import { tokenOf } from './queries.ts';
import { stateOf } from './token-life.ts';
import { callsOf, type TokenCall, usesOf } from './use-queries.ts';

type Uses = ReplyOf<typeof apiTokens.tokenUses>;

/** Shows what would stop if the token ended: who used it within 30 days, what it called, which tokens it made. */
export async function showUses(ctx: Context, principal: Principal, id: string): Promise<Uses> {
  const { account, applications: limit } = principal;
  const now = ctx.now();
  const token = await tokenOf(ctx.reader, account.id, id, instantOf(now));
  if (!token) throw notFound('token');
  const since = instantOf(now - days(apiTokens.endedDays));
  const calls = (await callsOf(ctx.reader, id, since)).filter(
    ({ application }) => application === '' || limit === null || limit.includes(application),
  );
  const full = token.scopes === null && stateOf(token, now) === 'active';
  const descendants = await descendantsOf(ctx.reader, [id]);
  return {
    uses: (await usesOf(ctx.reader, id, since)).map(({ remote_ip, client, first_at, last_at, count }) => ({
      remote_ip: remote_ip || null,
      client: client || null,
      first_at,
      last_at,
      count,
    })),
    called: calls.map(({ scope, application, last_at }) => ({
      scope,
      application: application || null,
      last_at,
    })),
    descendants: descendants
      .filter((made) => stateOf(made, now) === 'active')
      .map(({ id: made, name, last_used_at }) => ({ id: made, name, last_used_at })),
    suggestion: full
      ? suggestionFrom(calls, {
          known: knownScopes(ctx.config),
          owned: await ownedBy(ctx.reader, account.id),
        })
      : null,
  };
}

interface Bounds {
  readonly known: ReadonlySet<string>;
  readonly owned: ReadonlySet<string>;
}

/**
 * Suggests the narrowest limits that would have sufficed for these calls; null when there were none. Applications are
 * suggested only when every call that may concern one named it. Calls of Loge's own scopes concern none; when another service
 * names none, nobody can tell.
 */
function suggestionFrom(calls: readonly TokenCall[], { known, owned }: Bounds): Uses['suggestion'] {
  const useful = calls.filter(({ scope }) => known.has(scope));
  if (useful.length === 0) return null;
  const elsewhere = useful.filter(({ scope }) => !ownScopes.some((own) => own === scope));
  const named = [...new Set(elsewhere.map(({ application }) => application))];
  const nameable = named.length > 0 && named.every((application) => application !== '');
  const applications = named.filter((application) => owned.has(application)).sort();
  return {
    scopes: [...new Set(useful.map(({ scope }) => scope))].sort(),
    applications: nameable && applications.length > 0 ? applications : null,
  };
}
