import { emailChange, type profile } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** Since when the address is confirmed, and the one that waits; asked again when the account says otherwise. */
export const emailQuery = ({ email, confirmed, unconfirmed_email: next }: profile.User) =>
  queryOptions({
    queryKey: ['email', email, confirmed, next],
    queryFn: async () => (await call(emailChange.getEmail)).email,
  });

/** The address that waits for its link; the account's own is no new one while it waits for its first. */
export const waitingAddress = ({ email, unconfirmed_email: next }: profile.User): string | null =>
  next === email ? null : next;
