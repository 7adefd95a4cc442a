import { locales } from '@loge/protocol';
import type { Page } from '@playwright/test';
import type { ReceivedMail } from '../server/test/smtp.ts';
import { totpAt } from '../server/test/totp-app.ts';
import type { Platform } from './platform.ts';
import { words } from './words.ts';

export const passphrase = 'a door, a desk and a lamp';

export interface Someone {
  readonly email: string;
  readonly username: string;
}

let count = 0;

/** An address and a username that nobody else in this run has. */
export function someone(name = 'zoe'): Someone {
  const username = `${name}-${process.pid}-${count++}`;
  return { email: `${username}@atelier.example`, username };
}

export const linkIn = (mail: ReceivedMail): string => {
  const link = /https?:\/\/\S+token=\S+/.exec(mail.text)?.[0];
  if (!link) throw new Error(`no link in "${mail.subject}"`);
  return link;
};

/** Somebody who has not opened the confirmation mail yet. */
export async function newcomer(
  platform: Platform,
  name?: string,
  locale: string = locales[0],
): Promise<Someone> {
  const person = someone(name);
  const signUp = await fetch(`${platform.url}/v1/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: { ...person, password: passphrase, locale } }),
  });
  if (signUp.status !== 201) throw new Error(await signUp.text());
  return person;
}

/** A confirmed member, made through the API as a client would. */
export async function member(
  platform: Platform,
  name?: string,
  locale: string = locales[0],
): Promise<Someone> {
  const person = await newcomer(platform, name, locale);
  const mail = await platform.smtp.waitFor(({ to }) => to.includes(person.email));
  const token = new URL(linkIn(mail)).searchParams.get('token');
  const basic = Buffer.from(`${person.username}:${passphrase}`).toString('base64');
  const confirmed = await fetch(`${platform.url}/v1/users/confirmation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${basic}` },
    body: JSON.stringify({ token }),
  });
  if (confirmed.status !== 200) throw new Error(await confirmed.text());
  return person;
}

/** The link of somebody who is to be an operator; of somebody new, unless an address is given. */
export async function enrolmentLink(platform: Platform, email = someone('operator').email): Promise<string> {
  const said = await platform.command('operator', 'create', email);
  const link = /^https?:\S+$/m.exec(said)?.[0];
  if (!link) throw new Error(`no link in "${said}"`);
  return link;
}

/** An API token, made by password as the command line does; returns its secret. */
export async function makeToken(platform: Platform, login: string, name: string): Promise<string> {
  const { token } = await send<{ token: { token: string } }>(
    platform,
    'POST',
    '/v1/tokens',
    basic(login, passphrase),
    { token: { name } },
  );
  return token.token;
}

const basic = (name: string, secret: string): string =>
  `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

async function send<Reply>(
  platform: Platform,
  method: string,
  path: string,
  authorization: string | null,
  body: unknown,
): Promise<Reply> {
  const response = await fetch(platform.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text || 'null');
}

/** Whether a token is still exchanged for a JWT. */
export async function tokenWorks(platform: Platform, secret: string): Promise<boolean> {
  const { status } = await fetch(`${platform.url}/v1/tokens/exchange`, {
    method: 'POST',
    headers: { authorization: basic('', secret) },
  });
  if (status !== 200 && status !== 401) throw new Error(`exchange: ${status}`);
  return status === 200;
}

/** What a member does by the API, with a token of their own and, where proof is asked for, their password. */
export async function byApi(platform: Platform, login: string) {
  const secret = await makeToken(platform, login, 'A client');
  const exchanged = await send<{ token: string }>(
    platform,
    'POST',
    '/v1/tokens/exchange',
    basic('', secret),
    {},
  );
  return <Reply = unknown>(method: string, path: string, body: object = {}): Promise<Reply> =>
    send(platform, method, path, `Bearer ${exchanged.token}`, body);
}

/** Turns two-factor authentication on; returns the app's secret. The present code is spent by that. */
export async function turnOnTotp(platform: Platform, login: string): Promise<string> {
  const call = await byApi(platform, login);
  const { tfa } = await call<{ tfa: { uri: string } }>('POST', '/v1/client/tfa', {
    tfa: { provider: 'totp' },
  });
  const secret = new URL(tfa.uri).searchParams.get('secret') ?? '';
  await call('POST', '/v1/client/tfa/validate', { tfa: { attempt: totpAt(secret, Date.now()) } });
  return secret;
}

/** By name and password, as the contract's older clients do. */
export const byPassword = (
  platform: Platform,
  login: string,
  method: string,
  path: string,
  body: object,
): Promise<unknown> => send(platform, method, path, basic(login, passphrase), body);

/** Without any credential. */
export const byAnybody = (platform: Platform, method: string, path: string, body: object): Promise<unknown> =>
  send(platform, method, path, null, body);

/** What browsers say of themselves. */
export const userAgents = {
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
};

/** A session that no page of this run holds. */
export async function signInElsewhere(platform: Platform, login: string, userAgent: string): Promise<void> {
  const response = await fetch(`${platform.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: platform.url, 'user-agent': userAgent },
    body: JSON.stringify({ session: { login, password: passphrase, remember: true } }),
  });
  if (response.status !== 201) throw new Error(await response.text());
}

/** Signs in by the page that is open or will be. */
export async function signIn(page: Page, login: string, locale: keyof typeof words, password = passphrase) {
  const { sessions } = words[locale];
  await page.getByLabel(sessions.login).fill(login);
  await page.getByLabel(sessions.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: sessions.submit, exact: true }).click();
}
