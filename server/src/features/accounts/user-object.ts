import { accounts, type Locale } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import { days, instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { awaitsEnrolment, isOperator } from './operator.ts';

/** The user object of an account (docs/contract.md#user-object). */
export async function toUser(
  account: Account,
  { config, userParts }: Pick<Context, 'config' | 'userParts'>,
): Promise<accounts.User> {
  const confirmed = account.email_confirmed_at !== null;
  return {
    id: account.id,
    uuid: account.id,
    email: account.email,
    username: account.username,
    ...accounts.byLine((name) => account[name]),
    role: account.role,
    account_type: oneOf(accounts.accountTypes, account.account_type),
    github: account.github === null ? null : JSON.parse(account.github),
    tos_accepted: account.tos_accepted_at !== null,
    email_newsletter: account.newsletter_since !== null,
    profile_valid: account.role !== null && account.account_type !== null,
    confirmed,
    unconfirmed_email: account.pending_email ?? (confirmed ? null : account.email),
    created_at: account.created_at,
    free_trial_started_at: account.created_at,
    free_trial_end_time: instantOf(Date.parse(account.created_at) + days(config.LOGE_TRIAL_DAYS)),
    flags: flagsOf(account),
    limits: {},
    referral_url: null,
    referral_clicks: 0,
    suspended_at: account.suspended_at,
    suspension_reason: account.suspension_reason,
    contracts: {},
    new_contracts: {},
    preferences: {
      time_zone: account.time_zone,
      locale: localeOf(account),
      app_sort_key: account.app_sort_key,
      theme: account.theme,
      logs_font_size: account.logs_font_size,
      stream_logs: account.stream_logs_since !== null,
      sticky_search: account.sticky_search_since !== null,
    },
    ...(await userParts(account)),
  };
}

function flagsOf(account: Account): Record<string, boolean> {
  if (isOperator(account)) return { operator: true };
  return awaitsEnrolment(account) ? { operator_enrolment: true } : {};
}

export const localeOf = (account: Pick<Account, 'locale'>): Locale => (account.locale === 'fr' ? 'fr' : 'en');

const oneOf = <V extends string>(values: readonly V[], value: string | null): V | null =>
  values.find((known) => known === value) ?? null;
