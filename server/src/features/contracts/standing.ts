import type { contracts } from '@loge/protocol';
import type { Instant } from '../../kernel/clock.ts';
import type { Reader } from '../../platform/write.ts';
import { ownsHealthApplication } from '../applications/feature.ts';
import { type Acceptance, acceptancesOf } from './acceptance-queries.ts';
import type { Version } from './queries.ts';

/** What decides how an account stands to contracts. */
export interface Standing {
  readonly acceptances: readonly Acceptance[];
  /** Whether the account owns an application that holds health data. */
  readonly health: boolean;
}

/** Somebody who has no account yet. */
export const nobody: Standing = { acceptances: [], health: false };

export async function standingOf(reader: Reader, accountId: string): Promise<Standing> {
  const [acceptances, health] = await Promise.all([
    acceptancesOf(reader, accountId),
    ownsHealthApplication(reader, accountId),
  ]);
  return { acceptances, health };
}

export const purposesOf = ({ required_for }: { readonly required_for: string }): contracts.Purpose[] =>
  JSON.parse(required_for);

export const acceptanceIn = (
  version: Pick<Version, 'id'>,
  { acceptances }: Standing,
): Acceptance | undefined => acceptances.find(({ version_id }) => version_id === version.id);

/** What is required for health data alone applies to those who have such data here, or had. */
export function applies(version: Version, standing: Standing): boolean {
  const purposes = purposesOf(version);
  if (purposes.length === 0 || purposes.includes('platform')) return true;
  return standing.health || standing.acceptances.some(({ slug }) => slug === version.slug);
}

export const isPending = (version: Version, standing: Standing): boolean =>
  version.superseded_at === null &&
  purposesOf(version).length > 0 &&
  applies(version, standing) &&
  acceptanceIn(version, standing) === undefined;

export const isOverdue = (version: Version, standing: Standing, now: Instant): boolean =>
  version.enroll_at !== null && version.enroll_at <= now && isPending(version, standing);

/** Whether what the version depends on was accepted: the version that it names, or a later one of that contract. */
export const mayBeAccepted = ({ dependency }: Version, { acceptances }: Standing): boolean =>
  dependency === null ||
  acceptances.some(({ slug, nth }) => slug === dependency.slug && nth >= dependency.nth);
