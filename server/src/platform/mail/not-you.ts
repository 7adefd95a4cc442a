import type { Locale } from '@loge/protocol';
import type { MailSetting } from './mail-text.ts';

/** Where somebody takes their account back: a new password, and the end of whatever else lets a stranger in. */
export const takeBackPath = '/users/take_back';

/** What to do when a change was not one's own: the last line of every mail about a credential. */
export const notYou: Record<Locale, (mail: MailSetting) => string> = {
  en: (mail) => `If it was not you, take your account back at once: ${mail.url(takeBackPath)}`,
  fr: (mail) =>
    `Si ce n’était pas vous, reprenez tout de suite le contrôle de votre compte\u202f: ${mail.url(takeBackPath)}`,
};
