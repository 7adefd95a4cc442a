import { contracts, type FieldIssues, type ReplyOf } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { asApiError } from './api-error.ts';
import { call } from './call.ts';

export type PlatformContracts = ReplyOf<typeof contracts.platformContracts>;

export const nothingAsked: PlatformContracts = { contracts: [], sentence: null };

/** What signing up accepts. Where it cannot be fetched nothing is accepted, and the new member is asked after signing in. */
export const platformContracts = queryOptions({
  queryKey: ['platform-contracts'],
  queryFn: () => call(contracts.platformContracts).catch(() => nothingAsked),
});

/** The box is asked for where there is one. */
export const unticked = (asked: PlatformContracts, ticked: boolean): FieldIssues =>
  asked.sentence !== null && !ticked ? { tos_accepted: [{ code: 'not_accepted' }] } : {};

/** Something else is asked for since the page was opened: the box is about that by now. */
export const isGone = (error: unknown): boolean => asApiError(error).issues.contracts !== undefined;

/** The path of a document, which is the same site as the page whatever its public address is. */
export const documentPath = (url: string): string => URL.parse(url)?.pathname ?? url;
