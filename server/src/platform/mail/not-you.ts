import type { Locale } from '@loge/protocol';
import type { MailSetting } from './mail-text.ts';

/** What to do when a change was not one's own: the last line of every mail about a credential. */
export const notYou: Record<Locale, (mail: MailSetting) => string> = {
  en: (mail) => `If it was not you, choose a new password at once: ${mail.url('/users/password/new')}`,
  fr: (mail) =>
    `Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe\u202f: ${mail.url('/users/password/new')}`,
};
