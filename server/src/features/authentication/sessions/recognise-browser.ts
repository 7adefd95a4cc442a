import type { Account } from '../../../db/account.ts';
import { days, hours, instantOf } from '../../../kernel/clock.ts';
import { randomSecret } from '../../../kernel/ids.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Sweep } from '../../../platform/jobs/housekeeping.ts';
import { everHappened } from '../../../platform/journal/read.ts';
import type { Reader, Tx } from '../../../platform/write.ts';
import { recipientOf } from '../../accounts/feature.ts';
import {
  browserIsTrusted,
  deleteBrowsersUnseen,
  knowsBrowser,
  meetBrowser,
  seeBrowser,
  trustBrowser,
} from './browser-queries.ts';
import { newSignInMail } from './mails.ts';
import { readUserAgent } from './user-agent.ts';

const knownMs = days(365);
export const browserCookieSeconds = knownMs / 1000;

/** The first sign-in to an account younger than this is by the person who made it. */
const freshMs = hours(24);

/** The marks in a browser's cookie. */
export interface Marks {
  /** The first mark, by which any account may know the browser. */
  readonly first: string;
  /** One mark for each account that trusts the browser, newest first. */
  readonly ofTrust: readonly string[];
}

/** A browser serves few accounts, and a cookie's size is limited. */
const mostTrusting = 4;

/** Returns the marks that the browser sent if they are well-formed, otherwise a new one. */
export function readMarks(cookie: string | null): Marks {
  const marks = cookie?.split('.') ?? [];
  const first = marks.at(-1);
  const fit = marks.length <= mostTrusting + 1 && marks.every((mark) => /^[\w-]{43}$/.test(mark));
  return first !== undefined && fit
    ? { first, ofTrust: marks.slice(0, -1) }
    : { first: randomSecret(), ofTrust: [] };
}

export const writeMarks = (marks: Marks): string => allOf(marks).join('.');

const allOf = ({ first, ofTrust }: Marks): string[] => [...ofTrust, first];

/**
 * Prepares the recognition of a browser that signs in, and returns what is left to do inside the write, before the sign-in is
 * recorded: mark the browser as known and, if it was not, mail the member. Only the very first sign-in of a new account sends
 * no mail; the first sign-in to an older account does.
 *
 * The returned function takes how long the browser is to be trusted, in milliseconds (null means not at all), and returns the
 * browser's new marks. A mark is renewed when it becomes trusted, so whoever planted or copied the one before gains nothing
 * (docs/rules.md#session-renewal).
 */
export async function prepareRecognition(
  ctx: Context,
  account: Account,
  marks: Marks,
): Promise<(tx: Tx, trustForMs: number | null) => Promise<Marks>> {
  const all = allOf(marks).map((mark) => keyOf(account.id, mark));
  const mayTell =
    (await isKnown(ctx.reader, account.id, all, since(ctx.now()))) || (await mayMail(ctx, account));
  const renewed = randomSecret();
  return async (tx, trustForMs) => {
    const now = Date.parse(tx.now);
    const own = await seeOneOf(tx, account.id, all, since(now));
    const key = own ?? keyOf(account.id, marks.first);
    if (own === null) {
      await meetBrowser(tx, account.id, key);
      if (mayTell && !(await isFirst(tx, account))) await mailMember(tx, account);
    }
    if (trustForMs === null) return marks;
    const until = instantOf(now + trustForMs);
    await trustBrowser(tx, account.id, key, { renewed: keyOf(account.id, renewed), until });
    // The account's former mark of trust is dropped. The first mark stays, since other accounts may know the browser by it.
    const others = marks.ofTrust.filter((mark) => keyOf(account.id, mark) !== key);
    return { ...marks, ofTrust: [renewed, ...others].slice(0, mostTrusting) };
  };
}

async function isKnown(
  reader: Reader,
  accountId: string,
  keys: readonly string[],
  from: string,
): Promise<boolean> {
  for (const key of keys) if (await knowsBrowser(reader, accountId, key, from)) return true;
  return false;
}

/** Returns the key by which the account knows the browser, and marks it as seen now; null when none is known. */
async function seeOneOf(
  tx: Tx,
  accountId: string,
  keys: readonly string[],
  from: string,
): Promise<string | null> {
  for (const key of keys) if (await seeBrowser(tx, accountId, key, from)) return key;
  return null;
}

async function mailMember(tx: Tx, account: Account): Promise<void> {
  const { remoteIp, userAgent } = tx.actor;
  await tx.enqueue(
    newSignInMail.to(recipientOf(account), { ...readUserAgent(userAgent), at: tx.now, remoteIp }),
  );
}

const keyOf = (accountId: string, mark: string): string => hashSecret(`${accountId} ${mark}`);

/**
 * Whether a second factor was given in this browser with "remember this browser", and no change since ended the trust
 * (docs/rules.md#remembered-browsers).
 */
export async function isTrusted(
  reader: Reader,
  accountId: string,
  marks: Marks,
  now: number,
): Promise<boolean> {
  for (const mark of allOf(marks))
    if (await browserIsTrusted(reader, accountId, keyOf(accountId, mark), instantOf(now))) return true;
  return false;
}

const since = (now: number): string => instantOf(now - knownMs);

async function isFirst(tx: Tx, account: Account): Promise<boolean> {
  if (Date.parse(tx.now) - Date.parse(account.created_at) > freshMs) return false;
  return !(await everHappened(tx, account.id, 'login_success'));
}

/**
 * Limits the mails: a program that signs in without cookies must not fill a mailbox, nor must one that gave
 * somebody else's address.
 */
const mayMail = (ctx: Context, account: Account): Promise<boolean> =>
  ctx.throttle.allows([
    {
      name: 'sign-in:new-browser',
      subject: account.id,
      max: account.email_confirmed_at === null ? 3 : 20,
      windowMs: hours(1),
    },
  ]);

/** Deletes browsers that nobody signed in from for a year. */
export const sweepBrowsers: Sweep = (tx) => deleteBrowsersUnseen(tx, since(Date.parse(tx.now)));
