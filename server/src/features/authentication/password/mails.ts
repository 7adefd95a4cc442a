import { defineMail } from '../../../platform/mail/mailer.ts';
import { notYou } from '../../../platform/mail/not-you.ts';

export const resetMail = defineMail<{ token: string; minutes: number }>('password.reset', {
  en: ({ token, minutes }, mail) => ({
    subject: 'Choose a new password',
    paragraphs: [`Somebody, probably you, asked for a new password for your ${mail.platformName} account.`],
    button: { label: 'Choose a new password', url: mail.url('/users/password/edit', { token }) },
    notes: [
      `The link works once, for ${minutes} minutes. Setting a new password signs you out everywhere else.`,
    ],
    why: ['If you did not ask for this, do nothing: your password stays as it is.'],
  }),
  fr: ({ token, minutes }, mail) => ({
    subject: 'Choisissez un nouveau mot de passe',
    paragraphs: [
      `Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte ${mail.platformName}.`,
    ],
    button: { label: 'Choisir un nouveau mot de passe', url: mail.url('/users/password/edit', { token }) },
    notes: [
      `Ce lien sert une seule fois, pendant ${minutes} minutes. Changer de mot de passe vous déconnecte partout ailleurs.`,
    ],
    why: ['Si vous n’avez rien demandé, ne faites rien\u202f: votre mot de passe ne change pas.'],
  }),
});

export const passwordChangedMail = defineMail<{ at: string; remoteIp: string | null }>('password.changed', {
  en: ({ at, remoteIp }, mail) => ({
    subject: 'Your password was changed',
    paragraphs: [
      `The password of your ${mail.platformName} account was changed on ${mail.date(at)}${remoteIp ? `, from the address ${remoteIp}` : ''}.`,
      'Other browsers that were signed in have been signed out.',
    ],
    why: [notYou.en(mail)],
  }),
  fr: ({ at, remoteIp }, mail) => ({
    subject: 'Votre mot de passe a été changé',
    paragraphs: [
      `Le mot de passe de votre compte ${mail.platformName} a été changé le ${mail.date(at)}${remoteIp ? `, depuis l’adresse ${remoteIp}` : ''}.`,
      'Les autres navigateurs connectés ont été déconnectés.',
    ],
    why: [notYou.fr(mail)],
  }),
});
