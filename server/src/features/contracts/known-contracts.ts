import type { accounts } from '@loge/protocol';
import { contracts } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import { seconds } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { perContext } from '../../platform/per-context.ts';
import { type KnownVersion, knownVersions } from './queries.ts';
import { purposesOf } from './standing.ts';

const reloadAfterMs = seconds(10);

/**
 * All versions there are, kept for a few seconds: every answer with the user object says whether something waits to be accepted.
 * A node that has published reads them again at once, the others soon.
 */
class KnownVersions {
  readonly #ctx: Context;
  #versions: Promise<readonly KnownVersion[]> | null = null;
  #loadedAt = 0;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  all(): Promise<readonly KnownVersion[]> {
    const now = this.#ctx.now();
    if (this.#versions && Math.abs(now - this.#loadedAt) < reloadAfterMs) return this.#versions;
    const loading = knownVersions(this.#ctx.reader);
    this.#versions = loading;
    this.#loadedAt = now;
    loading.catch(() => this.forget());
    return loading;
  }

  forget(): void {
    this.#versions = null;
  }
}

export const knownVersionsOf = perContext((ctx) => new KnownVersions(ctx));

/**
 * What the user object says of contracts, by what they are required for (docs/contract.md#user-object). `contracts`: whether a
 * version of each was accepted. `new_contracts`: whether the present version of one was not.
 */
export async function userContracts(
  ctx: Context,
  account: Account,
): Promise<Pick<accounts.User, 'contracts' | 'new_contracts'>> {
  const versions = await knownVersionsOf(ctx).all();
  const shown = { contracts: {} as Record<string, boolean>, new_contracts: {} as Record<string, boolean> };
  if (versions.length === 0) return shown;
  const accepted = new Set<string>(JSON.parse(account.accepted_contracts ?? '[]'));
  const bound = new Set(versions.filter(({ id }) => accepted.has(id)).map(({ slug }) => slug));
  for (const purpose of contracts.purposes) {
    const required = versions.filter(
      (version) => version.superseded_at === null && purposesOf(version).includes(purpose),
    );
    if (required.length === 0) continue;
    shown.contracts[purpose] = required.every(({ slug }) => bound.has(slug));
    shown.new_contracts[purpose] = required.some(({ id }) => !accepted.has(id));
  }
  return shown;
}
