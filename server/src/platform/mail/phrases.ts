import type { Locale } from '@loge/protocol';
import type { MailSetting } from './mail-text.ts';

interface Phrases {
  readonly help: (address: string) => string;
  readonly link: string;
  /** After a date. */
  readonly from: (address: string) => string;
  /** What to do when a change was not one's own. */
  readonly notYou: (mail: MailSetting) => string;
}

/** What many mails say. */
export const phrases: Record<Locale, Phrases> = {
  en: {
    help: (address) => `Questions? Write to ${address}.`,
    link: 'If the button does not work, open this link:',
    from: (address) => `, from the address ${address}`,
    notYou: (mail) => `If it was not you, take your account back at once: ${mail.url('takeBack')}`,
  },
  fr: {
    help: (address) => `Une question\u202f? Écrivez à ${address}.`,
    link: 'Si le bouton ne fonctionne pas, ouvrez ce lien\u202f:',
    from: (address) => `, depuis l’adresse ${address}`,
    notYou: (mail) =>
      `Si ce n’était pas vous, reprenez tout de suite le contrôle de votre compte\u202f: ${mail.url('takeBack')}`,
  },
};
