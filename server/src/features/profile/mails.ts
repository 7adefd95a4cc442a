import { defineMail } from '../../platform/mail/mailer.ts';

export const usernameChangedMail = defineMail<{ before: string; now: string }>('profile.username-changed', {
  en: ({ before, now }, mail) => ({
    subject: 'Your username was changed',
    paragraphs: [
      `Your username at ${mail.platformName} was “${before}”; it is now “${now}”. Sign in with the new one, or with your address.`,
    ],
    why: [`If it was not you, choose a new password at once: ${mail.url('/users/password/new')}.`],
  }),
  fr: ({ before, now }, mail) => ({
    subject: 'Votre nom d’utilisateur a été changé',
    paragraphs: [
      `Votre nom d’utilisateur chez ${mail.platformName} était «\u202f${before}\u202f»\u202f; c’est maintenant «\u202f${now}\u202f». Connectez-vous avec le nouveau, ou avec votre adresse.`,
    ],
    why: [
      `Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe\u202f: ${mail.url('/users/password/new')}.`,
    ],
  }),
});
