import type { MailSetting } from '../../../platform/mail/mail-text.ts';
import { defineMail } from '../../../platform/mail/mailer.ts';

const tellUs = {
  en: (mail: MailSetting) =>
    `If you did not expect this, tell us at once${mail.supportEmail ? `: ${mail.supportEmail}` : '.'}`,
  fr: (mail: MailSetting) =>
    `Si vous ne vous y attendiez pas, prévenez-nous tout de suite${mail.supportEmail ? `\u202f: ${mail.supportEmail}` : '.'}`,
};

export const operatorGrantedMail = defineMail<{ at: string; enrolled: boolean; minutes: number }>(
  'enrolment.granted',
  {
    en: (p, mail) => ({
      subject: 'Your account was made an operator’s',
      paragraphs: [
        `On ${mail.date(p.at)}, your ${mail.platformName} account was made an operator’s account.`,
        p.enrolled
          ? 'Your second factor is on, so there is nothing left to do. It cannot be turned off any more without another in its place, and a lost password is no longer reset by mail.'
          : `The colleague who did it has a link for you, which works once, for ${p.minutes} minutes: it sets up two-factor authentication, which operators need, and a password where there is none.`,
      ],
      why: [tellUs.en(mail)],
    }),
    fr: (p, mail) => ({
      subject: 'Votre compte est devenu un compte d’opérateur',
      paragraphs: [
        `Le ${mail.date(p.at)}, votre compte ${mail.platformName} est devenu un compte d’opérateur.`,
        p.enrolled
          ? 'Votre second facteur est activé\u202f: il ne reste rien à faire. Il ne peut plus être désactivé sans qu’un autre le remplace, et un mot de passe perdu ne se réinitialise plus par e-mail.'
          : `Le collègue qui l’a fait a pour vous un lien, qui sert une seule fois, pendant ${p.minutes} minutes\u202f: il met en place la double authentification, indispensable aux opérateurs, et un mot de passe s’il n’y en a pas.`,
      ],
      why: [tellUs.fr(mail)],
    }),
  },
);

export const operatorResetMail = defineMail<{ at: string }>('enrolment.reset', {
  en: (p, mail) => ({
    subject: 'Your operator account was reset',
    paragraphs: [
      `On ${mail.date(p.at)}, somebody with access to the machine reset your ${mail.platformName} account: your password and second factors no longer work, every session ended, and your API tokens were revoked.`,
      'They have a link for you, with which you choose a password and set up a second factor anew.',
    ],
    why: [tellUs.en(mail)],
  }),
  fr: (p, mail) => ({
    subject: 'Votre compte d’opérateur a été réinitialisé',
    paragraphs: [
      `Le ${mail.date(p.at)}, quelqu’un qui a accès à la machine a réinitialisé votre compte ${mail.platformName}\u202f: votre mot de passe et vos seconds facteurs ne servent plus, toutes les sessions sont terminées, et vos jetons d’API sont révoqués.`,
      'Cette personne a pour vous un lien, avec lequel vous choisissez un mot de passe et mettez en place un nouveau second facteur.',
    ],
    why: [tellUs.fr(mail)],
  }),
});

export const resetRefusedMail = defineMail<{ username: string }>('enrolment.reset-refused', {
  en: ({ username }, mail) => ({
    subject: 'Your password is not reset by mail',
    paragraphs: [
      `A new password was asked for, for your ${mail.platformName} account. It is an operator’s account: nothing that is mailed opens it.`,
      `Have a colleague with access to the machine run “loge operator reset ${username}”, and open the link that it prints.`,
    ],
    why: ['If you did not ask for this, there is nothing to do: nothing has changed.'],
  }),
  fr: ({ username }, mail) => ({
    subject: 'Votre mot de passe ne se réinitialise pas par e-mail',
    paragraphs: [
      `Un nouveau mot de passe a été demandé pour votre compte ${mail.platformName}. C’est un compte d’opérateur\u202f: rien de ce qui est envoyé par e-mail ne l’ouvre.`,
      `Demandez à un collègue qui a accès à la machine d’exécuter «\u202floge operator reset ${username}\u202f», puis ouvrez le lien affiché.`,
    ],
    why: ['Si vous n’avez rien demandé, il n’y a rien à faire\u202f: rien n’a changé.'],
  }),
});
