import { twoFactor } from '@loge/protocol';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** Whether codes of an authenticator app are asked for. */
export const tfaQuery = queryOptions({
  queryKey: ['tfa'],
  queryFn: async () => (await call(twoFactor.getTfa)).tfa,
});

/** How many recovery codes are left. Adding and removing passkeys can change it too. */
export const codesQuery = queryOptions({
  queryKey: ['recovery-codes'],
  queryFn: async () => (await call(twoFactor.getCodes)).codes,
});

export function refreshFactors(client: QueryClient): void {
  for (const { queryKey } of [tfaQuery, codesQuery]) client.invalidateQueries({ queryKey });
}
