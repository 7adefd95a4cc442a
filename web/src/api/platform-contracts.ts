import { contracts, type ReplyOf } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

export type PlatformContracts = ReplyOf<typeof contracts.platformContracts>;

const nothing: PlatformContracts = { contracts: [], sentence: null };

/** What signing up accepts. Where it cannot be fetched nothing is accepted, and the new member is asked after signing in. */
export const platformContracts = queryOptions({
  queryKey: ['platform-contracts'],
  queryFn: () => call(contracts.platformContracts).catch(() => nothing),
});

/** The path of a document, which is the same site as the page whatever its public address is. */
export const documentPath = (url: string): string => URL.parse(url)?.pathname ?? url;
