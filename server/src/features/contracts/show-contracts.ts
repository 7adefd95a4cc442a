import type { contracts as protocol } from '@loge/protocol';
import { notFound } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { toContract } from './contract-object.ts';
import { allVersions, latestVersions, type Version, versionById } from './queries.ts';
import { sentencesFor } from './sentence.ts';
import { acceptanceIn, applies, nobody, purposesOf, standingOf } from './standing.ts';

type Contract = protocol.Contract;

export const viewOf = ({ config, now }: Pick<Context, 'config' | 'now'>) => ({
  publicUrl: config.publicUrl,
  now: instantOf(now()),
});

/** What applies to the account now; of what is required for a purpose, all. */
export async function listContracts(
  ctx: Context,
  accountId: string,
  purpose?: protocol.Purpose,
): Promise<Contract[]> {
  const [versions, standing] = await Promise.all([
    latestVersions(ctx.reader),
    standingOf(ctx.reader, accountId),
  ]);
  return versions
    .filter((version) => (purpose ? purposesOf(version).includes(purpose) : applies(version, standing)))
    .map((version) => toContract(version, standing, viewOf(ctx)));
}

/** What the account accepted, and what was superseded. */
export async function listHistory(ctx: Context, accountId: string): Promise<Contract[]> {
  const [versions, standing] = await Promise.all([
    allVersions(ctx.reader),
    standingOf(ctx.reader, accountId),
  ]);
  return versions
    .filter(
      (version) =>
        acceptanceIn(version, standing) || (version.superseded_at !== null && applies(version, standing)),
    )
    .map((version) => toContract(version, standing, viewOf(ctx)));
}

export async function showContract(ctx: Context, accountId: string, id: string): Promise<Contract> {
  const version = await versionById(ctx.reader, id);
  if (!version) throw notFound('contract');
  return toContract(version, await standingOf(ctx.reader, accountId), viewOf(ctx));
}

/** The latest version of whatever the platform requires, and of what that depends on, which comes first. */
export function platformVersions(latest: readonly Version[]): Version[] {
  const required = latest.filter((version) => purposesOf(version).includes('platform'));
  const sorted: Version[] = [];
  // There is no circle (`publish-contract.ts`).
  const add = (version: Version) => {
    const before = latest.find(({ slug }) => slug === version.dependency?.slug);
    if (before && !sorted.includes(before)) add(before);
    if (!sorted.includes(version)) sorted.push(version);
  };
  for (const version of required.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))) add(version);
  return sorted;
}

/** What signing up accepts, as somebody without an account sees it. */
export async function showPlatformContracts(
  ctx: Context,
): Promise<{ contracts: Contract[]; sentence: Contract['sentence'] | null }> {
  const versions = platformVersions(await latestVersions(ctx.reader));
  return {
    contracts: versions.map((version) => toContract(version, nobody, viewOf(ctx))),
    sentence: versions.length > 0 ? sentencesFor(versions) : null,
  };
}
