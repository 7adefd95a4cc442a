import { days, hours, instantOf } from '../../../kernel/clock.ts';
import { randomSecret } from '../../../kernel/ids.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Account } from '../../../platform/http/principal.ts';
import type { Sweep } from '../../../platform/jobs/housekeeping.ts';
import { everHappened } from '../../../platform/journal/read.ts';
import type { Reader, Tx } from '../../../platform/write.ts';
import { recipientOf } from '../../accounts/feature.ts';
import {
  browserIsTrusted,
  deleteBrowsersUnseen,
  knowsBrowser,
  markBrowser,
  trustBrowser,
} from './browser-queries.ts';
import { newSignInMail } from './mails.ts';
import { readUserAgent } from './user-agent.ts';

const knownMs = days(365);
export const browserCookieSeconds = knownMs / 1000;

/** An account this young that nobody signed in to yet is being signed in to by whoever just made it. */
const freshMs = hours(24);

/** The cookie that the browser brought, if it can be one of ours; otherwise a new one. */
export const browserSecret = (cookie: string | null): string =>
  cookie !== null && /^[\w-]{43}$/.test(cookie) ? cookie : randomSecret();

/**
 * Prepares the recognition of a browser that signs in, and returns what is left to do inside the write,
 * before the sign-in is recorded: mark it as known and, if it was not, mail the member. Only the very first
 * sign-in of a new account stays without a mail; whoever comes first to an older account is told of.
 */
export async function prepareRecognition(
  ctx: Context,
  account: Account,
  secret: string,
): Promise<(tx: Tx) => Promise<void>> {
  const key = keyOf(account.id, secret);
  const mayTell =
    (await knowsBrowser(ctx.reader, account.id, key, since(ctx.now()))) || (await mayMail(ctx, account));
  return async (tx) => {
    const known = await markBrowser(tx, account.id, key, since(Date.parse(tx.now)));
    if (known || !mayTell || (await isFirst(tx, account))) return;
    const { remoteIp, userAgent } = tx.actor;
    await tx.enqueue(
      newSignInMail.to(recipientOf(account), { ...readUserAgent(userAgent), at: tx.now, remoteIp }),
    );
  };
}

const keyOf = (accountId: string, secret: string): string => hashSecret(`${accountId} ${secret}`);

/** Whether a second factor was given here with "remember this browser", and nothing changed since (settled 11). */
export const isTrusted = (reader: Reader, accountId: string, secret: string, now: number): Promise<boolean> =>
  browserIsTrusted(reader, accountId, keyOf(accountId, secret), instantOf(now));

/** The second factor is not asked for here for a while. */
export const trust = (tx: Tx, accountId: string, secret: string, forMs: number): Promise<void> =>
  trustBrowser(tx, accountId, keyOf(accountId, secret), instantOf(Date.parse(tx.now) + forMs));

const since = (now: number): string => instantOf(now - knownMs);

async function isFirst(tx: Tx, account: Account): Promise<boolean> {
  if (Date.parse(tx.now) - Date.parse(account.created_at) > freshMs) return false;
  return !(await everHappened(tx, account.id, 'login_success'));
}

/** A program that signs in without cookies must not fill a mailbox; nor one that gave somebody else's address. */
const mayMail = (ctx: Context, account: Account): Promise<boolean> =>
  ctx.throttle.allows([
    {
      name: 'sign-in:new-browser',
      subject: account.id,
      max: account.email_confirmed_at === null ? 3 : 20,
      windowMs: hours(1),
    },
  ]);

/** Browsers that nobody signed in from for a year. */
export const sweepBrowsers: Sweep = (tx) => deleteBrowsersUnseen(tx, since(Date.parse(tx.now)));
