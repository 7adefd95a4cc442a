import type { MailSetting, MailText } from '../../platform/mail/mail-text.ts';
import { defineMail } from '../../platform/mail/mailer.ts';
import { notYou } from '../../platform/mail/not-you.ts';

interface TokenChange {
  readonly name: string;
  readonly at: string;
  readonly remoteIp: string | null;
}

const from = (ip: string | null) => (ip ? `, from the address ${ip}` : '');
const depuis = (ip: string | null) => (ip ? `, depuis l’adresse ${ip}` : '');

const english =
  (subject: string, did: string) =>
  (p: TokenChange, mail: MailSetting): MailText => ({
    subject,
    paragraphs: [
      `The API token “${p.name}” of your ${mail.platformName} account was ${did} on ${mail.date(p.at)}${from(p.remoteIp)}.`,
    ],
    why: [notYou.en(mail)],
  });

const french =
  (subject: string, did: string) =>
  (p: TokenChange, mail: MailSetting): MailText => ({
    subject,
    paragraphs: [
      `Le jeton d’API «\u202f${p.name}\u202f» de votre compte ${mail.platformName} a été ${did} le ${mail.date(p.at)}${depuis(p.remoteIp)}.`,
    ],
    why: [notYou.fr(mail)],
  });

export const tokenCreatedMail = defineMail<TokenChange>('api-tokens.created', {
  en: english('An API token was made', 'made'),
  fr: french('Un jeton d’API a été créé', 'créé'),
});

export const tokenRenewedMail = defineMail<TokenChange>('api-tokens.renewed', {
  en: english('An API token was renewed', 'renewed'),
  fr: french('Un jeton d’API a été renouvelé', 'renouvelé'),
});

export const tokenRevokedMail = defineMail<TokenChange>('api-tokens.revoked', {
  en: english('An API token was revoked', 'revoked'),
  fr: french('Un jeton d’API a été révoqué', 'révoqué'),
});
