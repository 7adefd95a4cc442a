import { sshKeys } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** The account's SSH keys. Ending all other access may disable them, and then fetches them again. */
export const sshKeysQuery = queryOptions({
  queryKey: ['ssh-keys'],
  queryFn: async () => (await call(sshKeys.listKeys)).keys,
});
