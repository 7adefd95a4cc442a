import type { apiTokens } from '@loge/protocol';
import { listOf } from '../../kernel/text-list.ts';
import type { ApiToken } from './queries.ts';
import { overlapUntil, stateOf } from './token-life.ts';
import { inBoth } from './token-limits.ts';

interface Viewer {
  /** In milliseconds. */
  readonly now: number;
  /** The applications that the viewer is limited to. Not even the ids of others are shown. */
  readonly applications: readonly string[] | null;
}

/** A token as clients know it (docs/contract.md#api-tokens), with what Loge adds. */
export const toToken = (row: ApiToken, { now, applications }: Viewer): apiTokens.Token => {
  const state = stateOf(row, now);
  const limit = listOf(row.applications);
  return {
    id: row.id,
    name: row.name,
    created_at: row.created_at,
    last_used_at: row.last_used_at,
    issued_at: row.issued_at,
    scopes: mutable(listOf(row.scopes)),
    applications: limit && mutable(inBoth(limit, applications)),
    expires_at: row.expires_at,
    state,
    revoked_at: row.revoked_at,
    last_used_from:
      row.last_used_at === null ? null : { remote_ip: row.last_used_ip, client: row.last_used_client },
    overlap_until: state === 'active' ? overlapUntil(row, now) : null,
    parent_id: row.parent_id,
  };
};

const mutable = (list: readonly string[] | null): string[] | null => list && [...list];
