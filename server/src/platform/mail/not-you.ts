import type { Locale } from '@loge/protocol';
import type { MailSetting } from './mail-text.ts';

/** What to do when a change was not one's own: the last line of every mail about a credential. */
export const notYou: Record<Locale, (mail: MailSetting) => string> = {
  en: (mail) => `If it was not you, take your account back at once: ${mail.url('takeBack')}`,
  fr: (mail) =>
    `Si ce n’était pas vous, reprenez tout de suite le contrôle de votre compte\u202f: ${mail.url('takeBack')}`,
};
