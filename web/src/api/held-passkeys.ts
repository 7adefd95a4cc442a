import { passkeys } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** The account's passkeys. What the page says of the second factor depends on them too. */
export const heldPasskeys = queryOptions({
  queryKey: ['passkeys'],
  queryFn: async () => (await call(passkeys.listPasskeys)).passkeys,
});

/** Whether one of the passkeys still signs in. */
export const anyInUse = (list: readonly passkeys.Passkey[] | undefined): boolean =>
  list?.some(({ suspended_at: suspended }) => suspended === null) ?? false;
