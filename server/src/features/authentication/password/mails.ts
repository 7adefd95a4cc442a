import { defineMail } from '../../../platform/mail/mailer.ts';

interface Reset {
  readonly token: string;
  readonly minutes: number;
  /** The account has no password any more: its owner took it back, or it was too short to stand alone. */
  readonly gone?: boolean;
}

export const resetMail = defineMail<Reset>(
  'password.reset',
  {
    en: ({ token, minutes, gone }, mail) => ({
      subject: 'Choose a new password',
      paragraphs: [
        gone
          ? `The password of your ${mail.platformName} account no longer works: nobody signs in with it. Choose a new one. The page also lists what else opens your account, and ends it in the same act.`
          : `Somebody, probably you, asked for a new password for your ${mail.platformName} account.`,
      ],
      button: { label: 'Choose a new password', url: mail.url('newPassword', { token }) },
      notes: [
        `The link works once, for ${minutes} minutes. Setting a new password signs you out everywhere else.`,
      ],
      why: [
        gone
          ? `You get this mail because the way to sign in to your account was changed, undone or stopped. If the link has expired, get another one here: ${mail.url('takeBack')}`
          : 'If you did not ask for this, do nothing: your password stays as it is.',
      ],
    }),
    fr: ({ token, minutes, gone }, mail) => ({
      subject: 'Choisissez un nouveau mot de passe',
      paragraphs: [
        gone
          ? `Le mot de passe de votre compte ${mail.platformName} ne fonctionne plus\u202f: il ne permet plus à personne de se connecter. Choisissez-en un nouveau. La page montre aussi ce qui ouvre encore votre compte, et le ferme du même coup.`
          : `Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte ${mail.platformName}.`,
      ],
      button: { label: 'Choisir un nouveau mot de passe', url: mail.url('newPassword', { token }) },
      notes: [
        `Ce lien sert une seule fois, pendant ${minutes} minutes. Changer de mot de passe vous déconnecte partout ailleurs.`,
      ],
      why: [
        gone
          ? `Vous recevez cet e-mail car la façon de se connecter à votre compte a été changée, annulée ou arrêtée. Si le lien a expiré, demandez-en un autre ici\u202f: ${mail.url('takeBack')}`
          : 'Si vous n’avez rien demandé, ne faites rien\u202f: votre mot de passe ne change pas.',
      ],
    }),
  },
  { onlyLink: ({ token, gone }) => (gone ? null : token) },
);

export const passwordChangedMail = defineMail<{ at: string; remoteIp: string | null }>('password.changed', {
  en: (p, mail) => ({
    subject: 'Your password was changed',
    paragraphs: [
      `The password of your ${mail.platformName} account was changed on ${mail.when(p)}.`,
      'Other browsers that were signed in have been signed out.',
    ],
  }),
  fr: (p, mail) => ({
    subject: 'Votre mot de passe a été changé',
    paragraphs: [
      `Le mot de passe de votre compte ${mail.platformName} a été changé le ${mail.when(p)}.`,
      'Les autres navigateurs connectés ont été déconnectés.',
    ],
  }),
});
