import { accounts } from '@loge/protocol';
import { accountId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../platform/write.ts';

export interface NewAccountInput {
  readonly email: string;
  readonly fullname?: string | null | undefined;
  readonly role?: string | null | undefined;
  readonly account_type?: string | null | undefined;
  readonly time_zone?: string | null | undefined;
  readonly locale?: string | undefined;
  readonly tos_accepted?: boolean | undefined;
}

/** The row of an account that was just asked for: nothing is confirmed, and everything has its default. */
export const newAccount = (tx: Tx, input: NewAccountInput, username: string) => ({
  id: accountId(),
  username,
  email: input.email,
  email_confirmed_at: null,
  ...accounts.byLine(() => null),
  fullname: input.fullname || null,
  role: input.role ?? null,
  account_type: input.account_type ?? null,
  time_zone: input.time_zone ?? null,
  locale: input.locale ?? 'en',
  theme: 'system',
  logs_font_size: null,
  app_sort_key: 'name',
  stream_logs_since: tx.now,
  sticky_search_since: null,
  tos_accepted_at: input.tos_accepted ? tx.now : null,
  newsletter_since: null,
  operator_since: null,
  suspended_at: null,
  suspension_reason: null,
  totp_since: null,
  passkey_since: null,
  pending_email: null,
  deleting_since: null,
});
