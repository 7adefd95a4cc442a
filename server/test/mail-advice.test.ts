import { locales, paths } from '@loge/protocol';
import { describe, expect, it } from 'vitest';
import { mailKinds } from '../src/app.ts';
import { plainMail } from '../src/platform/mail/layout.ts';
import type { MailSetting } from '../src/platform/mail/mail-text.ts';

const act = { at: '2026-11-27T10:00:00.000Z', remoteIp: '203.0.113.9' };
const named = { ...act, name: 'laptop' };
const key = { name: 'laptop', fingerprint: 'SHA256:x' };
const token = 'a-secret';

/**
 * Where a mail leads whoever did not do what it tells of. `takes back`: to the page that ends whatever a stranger may
 * hold. A path: a link of its own, which ends what was done and goes on to that page. Anything else says why there is
 * nobody to put out.
 */
type Way = 'takes back' | `/${string}` | { readonly nobody: string };

const asked = { title: { en: 'Terms', fr: 'Conditions' }, version: '1', by: act.at };
const linked = { provider: 'GitLab', name: 'zoe' };

/** One for each mail: a new one without a row fails below. */
const rows: Record<string, { readonly params: object; readonly way: Way }> = {
  'password.reset': {
    params: { token, minutes: 60 },
    way: { nobody: 'asking for a link opens nothing, and whoever reads this mail is the one who can use it' },
  },
  'password.changed': { params: act, way: 'takes back' },
  'sessions.new-browser': { params: { ...act, browser: 'Firefox', system: 'Linux' }, way: 'takes back' },
  'api-tokens.created': { params: { ...named, scopes: null, expiresAt: null }, way: 'takes back' },
  'api-tokens.renewed': { params: { ...named, previousUntil: null, expiresAt: null }, way: 'takes back' },
  'api-tokens.revoked': { params: { ...named, made: [] }, way: 'takes back' },
  'api-tokens.of-key-revoked': { params: { key: 'laptop', tokens: ['ci'], at: act.at }, way: 'takes back' },
  'api-tokens.leaked': { params: { leaked: ['ci'], made: [], at: act.at }, way: 'takes back' },
  'api-tokens.expiring': {
    params: { days: 7, tokens: [{ name: 'ci', expiresAt: act.at }] },
    way: { nobody: 'time passes by itself' },
  },
  'ssh-keys.added': { params: { ...act, keys: [key] }, way: 'takes back' },
  'ssh-keys.removed': { params: { ...act, ...key }, way: 'takes back' },
  'ssh-keys.enabled': { params: { ...act, ...key }, way: 'takes back' },
  'ssh-keys.disabled': {
    params: { ...act, keys: [key] },
    way: { nobody: 'its reader has just taken the account back' },
  },
  'ssh-keys.prolonged': { params: { ...act, ...key, until: null }, way: 'takes back' },
  'ssh-keys.reclaimed': { params: { ...act, ...key }, way: 'takes back' },
  'ssh-keys.lost': {
    params: { at: act.at, ...key },
    way: { nobody: 'another member proved that the key is theirs: it opens nothing here any more' },
  },
  'passkeys.added': { params: { ...named, first: true }, way: 'takes back' },
  'passkeys.removed': { params: named, way: 'takes back' },
  'identities.added': { params: { ...act, provider: 'GitHub', name: 'lea', made: false }, way: 'takes back' },
  'identities.removed': { params: { ...act, provider: 'GitHub', name: 'lea' }, way: 'takes back' },
  'two-factor.enabled': { params: { ...act, token, hours: 24 }, way: '/users/two_factor/stop' },
  'two-factor.disabled': { params: act, way: 'takes back' },
  'two-factor.codes-renewed': { params: act, way: 'takes back' },
  'two-factor.code-used': { params: { ...act, left: 3 }, way: 'takes back' },
  'two-factor.reset-requested': {
    params: { token, reason: 'lost', dueAt: act.at },
    way: '/users/two_factor/keep',
  },
  'two-factor.reset-stopped': { params: { at: act.at }, way: { nobody: 'nothing changed' } },
  'two-factor.reset-done': { params: { at: act.at, passwordGone: false }, way: 'takes back' },
  'email-change.confirm': {
    params: { token, username: 'zoe', hours: 24 },
    way: { nobody: 'without the link nothing happens' },
  },
  'email-change.asked': { params: { ...act, token, email: 'a@b.test' }, way: 'takes back' },
  'email-change.changed': { params: { ...act, token, email: 'a@b.test', days: 7 }, way: '/users/email/undo' },
  'email-change.done': { params: act, way: 'takes back' },
  'email-change.taken': { params: { at: act.at }, way: { nobody: 'nothing was changed' } },
  'email-change.kept': {
    params: { at: act.at, until: act.at },
    way: { nobody: 'nothing was changed; the undo stands in another mail' },
  },
  'deletion.confirm': {
    params: { ...act, username: 'zoe', hours: 24, stop: 's', id: 'i', token },
    way: 'takes back',
  },
  'deletion.asked': {
    params: { ...act, username: 'zoe', hours: 24, stop: 's' },
    way: '/account/delete/stop',
  },
  'deletion.confirmed': {
    params: { username: 'zoe', at: act.at, eraseAt: act.at, token },
    way: 'takes back',
  },
  'deletion.undone': { params: { at: act.at }, way: 'takes back' },
  'deletion.erased': { params: { at: act.at }, way: { nobody: 'there is no account any more' } },
  'contracts.accepted': {
    params: { ...act, contracts: [{ title: 'Terms', version: '1' }], sentence: 'I accept.', files: [] },
    way: 'takes back',
  },
  'contracts.published': { params: asked, way: { nobody: 'the platform published it' } },
  'contracts.reminder': { params: { ...asked, days: 3 }, way: { nobody: 'time passes by itself' } },
  'contracts.overdue': { params: { ...asked, blocks: true }, way: { nobody: 'time passes by itself' } },
  'data-export.asked': { params: act, way: 'takes back' },
  'data-export.ready': { params: { token, hours: 24 }, way: 'takes back' },
  'revocation.done': {
    params: { ...act, sessions: 1, tokens: [], keys: null, identities: ['GitHub (lea)'] },
    way: 'takes back',
  },
  'revocation.ended': {
    params: { ...act, tokens: ['ci'], keys: [], passkeys: [], authenticator: true, codes: false },
    way: 'takes back',
  },
  'hds.review-due': {
    params: { name: 'Dr Dubois', applications: ['Booking'], due: act.at, isOver: false },
    way: { nobody: 'time passes by itself' },
  },
  'hds.review-opened': {
    params: { name: 'Dr Dubois', applications: ['Booking', 'Files'], because: 'disputed', months: 0 },
    way: { nobody: 'it says what the contact said, or their mail server' },
  },
  'hds.contact-wanted': {
    params: { applications: ['Booking'], again: false },
    way: { nobody: 'the platform says whose an application is' },
  },
  'hds.confirm-details': {
    params: { token, email: 'a@b.test' },
    way: { nobody: 'its reader has no account; the link says so to the customer' },
  },
  'integrations.connected': { params: { ...act, ...linked, again: false }, way: 'takes back' },
  'integrations.disconnected': { params: { ...act, ...linked, revoked: true }, way: 'takes back' },
  'integrations.broken': {
    params: { ...linked, state: 'scope_missing', endsAt: null, missing: ['api'] },
    way: { nobody: 'it says what the provider answered' },
  },
  'profile.username-changed': { params: { before: 'a', now: 'b' }, way: 'takes back' },
  'profile.newsletter': { params: { accountId: 'x' }, way: { nobody: 'it opens nothing' } },
  'sign-up.confirmation': { params: { token, username: 'zoe', hours: 24 }, way: '/users/password/new' },
  'sign-up.address-taken': { params: { at: act.at }, way: { nobody: 'nothing was made' } },
  'sign-up.address-kept': {
    params: { at: act.at, until: act.at },
    way: { nobody: 'nothing was made; the undo stands in another mail' },
  },
  'enrolment.granted': {
    params: { at: act.at, enrolled: true, minutes: 60 },
    way: { nobody: 'nothing mailed opens an operator’s account: it says whom to tell' },
  },
  'enrolment.reset': {
    params: { at: act.at },
    way: { nobody: 'nothing mailed opens an operator’s account: it says whom to tell' },
  },
  'enrolment.reset-refused': {
    params: { username: 'zoe' },
    way: { nobody: 'nothing mailed opens an operator’s account: it names the command' },
  },
};

const setting: MailSetting = {
  platformName: 'Acme',
  supportEmail: 'help@acme.test',
  publicUrl: new URL('http://localhost:4310'),
  url(page, query = {}) {
    const url = new URL(paths[page], 'http://localhost:4310');
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  },
  mac: () => 'mac',
  date: (instant) => instant,
  when: ({ at, remoteIp }) => `${at} ${remoteIp}`,
};

describe('advice to whoever did not do what a mail tells of', () => {
  it('is known for every mail, and no row is about none', () => {
    expect(Object.keys(rows).sort()).toEqual(
      mailKinds()
        .map(({ template }) => template)
        .sort(),
    );
  });

  describe.each(locales)('in %s', (locale) => {
    it.each(Object.entries(rows))('%s leads out whoever is in', (template, { params, way }) => {
      const kind = mailKinds().find((one) => one.template === template);
      if (!kind) throw new Error(template);
      const text = plainMail(kind.texts[locale](params, setting), setting, locale);
      if (way === 'takes back') expect(text).toContain(`http://localhost:4310${paths.takeBack}`);
      else if (typeof way === 'string') expect(text).toContain(`http://localhost:4310${way}`);
      else expect(way.nobody).not.toBe('');
    });
  });
});
