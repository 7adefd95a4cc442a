import { createHash } from 'node:crypto';
import { type Locale, paths } from '@loge/protocol';
import type { Reader } from '../../db/open.ts';
import type { Config } from '../config/config.ts';
import type { Keyring } from '../crypto/keyring.ts';
import type { JobOrder } from '../jobs/order.ts';
import { knownZone } from './known-zone.ts';
import { htmlMail, plainMail } from './layout.ts';
import type { MailKind, MailSetting, MailText, MailWriter } from './mail-text.ts';
import { phrases } from './phrases.ts';
import { spanOf } from './span.ts';
import type { MailTransport } from './transport.ts';

/** Who a mail is for. */
export interface Recipient {
  readonly email: string;
  readonly locale: Locale;
  readonly timeZone: string | null;
  readonly accountId: string | null;
  /**
   * Nobody has shown that the address is theirs: what somebody else named is not mailed there
   * (docs/rules.md#unconfirmed-recipients).
   */
  readonly stranger?: boolean;
}

/** What a mail job carries; sealed at rest, since links in it open things. */
export interface MailPayload {
  readonly template: string;
  readonly to: string;
  readonly locale: Locale;
  readonly timeZone: string | null;
  readonly params: unknown;
}

/** A job that owes a mail. */
interface OwedMail {
  readonly id: string;
  readonly createdAt: string;
  readonly payload: MailPayload;
}

/** What people choose and mails speak of. */
const named = new Set([
  ...['name', 'username', 'before', 'now', 'tokens', 'keys', 'passkeys', 'made', 'leaked', 'applications'],
]);

function withoutNames(params: unknown): unknown {
  if (typeof params !== 'object' || params === null) return params;
  const nameless = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(nameless) : typeof value === 'string' ? '…' : value;
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, named.has(key) ? nameless(value) : value]),
  );
}

export const mailJobKind = 'mail';

/** Declares a kind of mail; `.to()` makes what `tx.enqueue` takes: nothing, for nobody. */
export function defineMail<P>(
  template: string,
  texts: Record<Locale, MailWriter<P>>,
  more: Pick<MailKind<P>, 'headers' | 'attach' | 'onlyLink' | 'refused' | 'several'> = {},
) {
  const kind = { template, texts, ...more } as MailKind;
  return {
    ...kind,
    to: (recipient: Recipient | null, params: P): JobOrder<MailPayload> | null =>
      recipient && {
        kind: mailJobKind,
        accountId: recipient.accountId,
        ...(more.several ? { gather: template } : {}),
        payload: {
          template,
          to: recipient.email,
          locale: recipient.locale,
          timeZone: recipient.timeZone,
          params: recipient.stranger ? withoutNames(params) : params,
        },
      },
  };
}

/** Writes and sends mails. Only the mail job calls it: a mail is always enqueued in a write. */
export class Mailer {
  readonly #config: Config;
  readonly #reader: Reader;
  readonly #keyring: Keyring;
  readonly #transport: MailTransport;
  readonly #kinds: ReadonlyMap<string, MailKind>;

  constructor(
    config: Config,
    reader: Reader,
    keyring: Keyring,
    transport: MailTransport,
    kinds: readonly MailKind[],
  ) {
    this.#config = config;
    this.#reader = reader;
    this.#keyring = keyring;
    this.#transport = transport;
    this.#kinds = new Map(kinds.map((kind) => [kind.template, kind]));
  }

  /**
   * Sends one mail for what several jobs owe to one reader; nearly always there is one job. The Message-ID follows from
   * their ids, so that a repeated try is recognised as the same mail, and one that says more is not taken for it.
   */
  async send(jobs: readonly OwedMail[]): Promise<void> {
    const job = jobs.at(-1);
    if (!job) return;
    const { payload } = job;
    const kind = this.#kinds.get(payload.template);
    if (!kind) throw new Error(`no such mail: ${payload.template}`);
    const setting = this.#setting(payload);
    const { locale } = payload;
    const texts = jobs.map((one) => kind.texts[locale](one.payload.params, setting));
    const between = spanOf(jobs.map(({ createdAt }) => createdAt).sort(), payload);
    const text = oneOf(texts, (count) => kind.several?.[locale](count, between));
    const attached = await Promise.all(
      jobs.map(async (one) => (await kind.attach?.(this.#reader, one.payload.params)) ?? []),
    );
    const id = jobs.length === 1 ? job.id : fingerprint(jobs.map((one) => one.id).join(' '));
    const { LOGE_PLATFORM_NAME: name, LOGE_MAIL_FROM: from, LOGE_ACCENT: accent, publicUrl } = this.#config;
    await this.#transport.send({
      id,
      messageId: `<${id}@${publicUrl.hostname}>`,
      from: from || `"${name.replaceAll('"', '')}" <no-reply@${publicUrl.hostname}>`,
      to: payload.to,
      subject: text.subject,
      text: plainMail(text, setting, locale),
      html: htmlMail(text, setting, locale, accent),
      date: new Date(job.createdAt),
      attachments: attached.flat().map(({ name: filename, type: contentType, content }) => ({
        filename,
        contentType,
        content,
      })),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': locale,
        ...kind.headers?.(payload.params, setting),
      },
    });
  }

  /** Secret of the link that is all that the mail is for; null when it is for more. */
  onlyLink({ template, params }: MailPayload): string | null {
    return this.#kinds.get(template)?.onlyLink?.(params) ?? null;
  }

  /** What is to be done when the mail is refused for good; null when nothing is. */
  afterRefusal({ template, params }: MailPayload): JobOrder | null {
    return this.#kinds.get(template)?.refused?.(params) ?? null;
  }

  /** What keeps mails from going out, in words; null when nothing does. */
  problem(): Promise<string | null> {
    return this.#transport.problem();
  }

  #setting(payload: MailPayload): MailSetting {
    const { publicUrl, LOGE_PLATFORM_NAME: platformName, LOGE_SUPPORT_EMAIL: supportEmail } = this.#config;
    const zone = knownZone(payload.timeZone);
    const format = new Intl.DateTimeFormat(payload.locale === 'fr' ? 'fr-FR' : 'en-GB', {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: zone,
    });
    const date = (instant: string) => `${format.format(new Date(instant))} (${zone})`;
    return {
      platformName,
      supportEmail,
      publicUrl,
      url(page, query = {}) {
        const url = new URL(paths[page], publicUrl);
        for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
        return url.href;
      },
      mac: (purpose, text) => this.#keyring.present.namedMac(purpose, text),
      date,
      when: ({ at, remoteIp }) => date(at) + (remoteIp ? phrases[payload.locale].from(remoteIp) : ''),
    };
  }
}

const fingerprint = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** Each as it would have been told by itself, one after another, under a subject for all. */
function oneOf(texts: readonly MailText[], subjectFor: (count: number) => string | undefined): MailText {
  const last = texts.at(-1) as MailText;
  if (texts.length === 1) return last;
  return {
    ...last,
    subject: subjectFor(texts.length) ?? last.subject,
    paragraphs: texts.map(({ paragraphs }) => paragraphs.join(' ')),
  };
}
