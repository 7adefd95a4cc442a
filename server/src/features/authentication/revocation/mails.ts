import { defineMail } from '../../../platform/mail/mailer.ts';
import { notYou } from '../../../platform/mail/not-you.ts';

interface Revoked {
  readonly sessions: number;
  /** Names. */
  readonly tokens: readonly string[];
  /** Names of the SSH keys that were disabled; null when they were left as they are. */
  readonly keys: readonly string[] | null;
  readonly at: string;
  readonly remoteIp: string | null;
}

const most = 20;
const named = (names: readonly string[], and: (more: number) => string) =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} ${and(names.length - most)}`;

export const everythingRevokedMail = defineMail<Revoked>('revocation.done', {
  en: (p, mail) => ({
    subject: 'All other access to your account has ended',
    paragraphs: [
      `On ${mail.date(p.at)}${p.remoteIp ? `, from the address ${p.remoteIp}` : ''}, all other access to your ${mail.platformName} account was ended.`,
      `Sessions ended: ${p.sessions}.`,
      p.tokens.length === 0
        ? 'There was no API token.'
        : `API tokens revoked (${p.tokens.length}): ${named(p.tokens, (more) => `and ${more} more`)}.`,
      p.keys === null
        ? 'SSH keys were left as they are.'
        : p.keys.length === 0
          ? 'There was no SSH key.'
          : `SSH keys disabled (${p.keys.length}): ${named(p.keys, (more) => `and ${more} more`)}.`,
    ],
    why: [notYou.en(mail)],
  }),
  fr: (p, mail) => ({
    subject: 'Tous les autres accès à votre compte sont fermés',
    paragraphs: [
      `Le ${mail.date(p.at)}${p.remoteIp ? `, depuis l’adresse ${p.remoteIp}` : ''}, tous les autres accès à votre compte ${mail.platformName} ont été fermés.`,
      `Sessions terminées\u202f: ${p.sessions}.`,
      p.tokens.length === 0
        ? 'Il n’y avait aucun jeton d’API.'
        : `Jetons d’API révoqués (${p.tokens.length})\u202f: ${named(p.tokens, (more) => `et ${more} autres`)}.`,
      p.keys === null
        ? 'Les clés SSH n’ont pas été touchées.'
        : p.keys.length === 0
          ? 'Il n’y avait aucune clé SSH.'
          : `Clés SSH désactivées (${p.keys.length})\u202f: ${named(p.keys, (more) => `et ${more} autres`)}.`,
    ],
    why: [notYou.fr(mail)],
  }),
});
