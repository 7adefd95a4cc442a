import { emailChange, type profile } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** Since when the address is confirmed, and the one that waits; asked again when the account says otherwise. */
export const emailQuery = ({ email, confirmed, unconfirmed_email: next }: profile.User) =>
  queryOptions({
    queryKey: ['email', email, confirmed, next],
    queryFn: async () => (await call(emailChange.getEmail)).email,
  });

/** The new address that waits for its link, or null. An unconfirmed first address is no new address. */
export const waitingAddress = ({ email, unconfirmed_email: next }: profile.User): string | null =>
  next === email ? null : next;
