import { sshKeys } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** The account's SSH keys; ending all other access may disable them, and then asks anew. */
export const sshKeysQuery = queryOptions({
  queryKey: ['ssh-keys'],
  queryFn: async () => (await call(sshKeys.listKeys)).keys,
});
