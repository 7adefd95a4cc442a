import type { MailSetting } from '../../platform/mail/mail-text.ts';
import { defineMail } from '../../platform/mail/mailer.ts';
import { unsubscribeToken } from './unsubscribe-token.ts';

export const usernameChangedMail = defineMail<{ before: string; now: string }>(
  'profile.username-changed',
  {
    en: ({ before, now }, mail) => ({
      subject: 'Your username was changed',
      paragraphs: [
        `Your username at ${mail.platformName} was “${before}”; it is now “${now}”. Sign in with the new one, or with your address.`,
      ],
    }),
    fr: ({ before, now }, mail) => ({
      subject: 'Votre nom d’utilisateur a été changé',
      paragraphs: [
        `Votre nom d’utilisateur chez ${mail.platformName} était «\u202f${before}\u202f»\u202f; c’est maintenant «\u202f${now}\u202f». Connectez-vous avec le nouveau, ou avec votre adresse.`,
      ],
    }),
  },
  {
    several: {
      en: (n, when) => `${n} changes of your username ${when}`,
      fr: (n, when) => `${n} changements de votre nom d’utilisateur ${when}`,
    },
  },
);

const unsubscribeUrl = (accountId: string, mail: MailSetting): string =>
  mail.url('unsubscribe', { token: unsubscribeToken(accountId, mail.mac) });

/** Says that the newsletter is on, once the address is known to be its owner's; one click takes it back. */
export const newsletterMail = defineMail<{ accountId: string }>(
  'profile.newsletter',
  {
    en: ({ accountId }, mail) => ({
      subject: `The ${mail.platformName} newsletter`,
      paragraphs: ['You will receive one letter a month about what is new.'],
      notes: [`To stop it at any time, without signing in: ${unsubscribeUrl(accountId, mail)}`],
      why: ['You said so on this platform. If you did not, the link above stops it.'],
    }),
    fr: ({ accountId }, mail) => ({
      subject: `La lettre d’information de ${mail.platformName}`,
      paragraphs: ['Vous recevrez une lettre par mois sur les nouveautés.'],
      notes: [`Pour l’arrêter à tout moment, sans vous connecter\u202f: ${unsubscribeUrl(accountId, mail)}`],
      why: ['Vous l’avez demandé sur cette plateforme. Sinon, le lien ci-dessus y met fin.'],
    }),
  },
  {
    headers: ({ accountId }, mail) => ({
      'List-Unsubscribe': `<${unsubscribeUrl(accountId, mail)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  },
);
