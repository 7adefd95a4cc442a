import { defineMail } from '../../../platform/mail/mailer.ts';

export const confirmationMail = defineMail<{ token: string; hours: number }>(
  'sign-up.confirmation',
  {
    en: ({ token, hours }, mail) => ({
      subject: 'Confirm your e-mail address',
      paragraphs: [
        `Welcome to ${mail.platformName}.`,
        'Confirm that this address is yours to make tokens, keys and integrations.',
      ],
      button: { label: 'Confirm this address', url: mail.url('confirmation', { token }) },
      notes: [`The link works once, for ${hours} hours. You may be asked to sign in.`],
      why: [
        `This address was given when the account was made. If it was not you, do not confirm; to take the address back, choose a password of your own: ${mail.url('forgottenPassword')}`,
      ],
    }),
    fr: ({ token, hours }, mail) => ({
      subject: 'Confirmez votre adresse e-mail',
      paragraphs: [
        `Bienvenue chez ${mail.platformName}.`,
        'Confirmez que cette adresse est la vôtre pour créer des jetons, des clés et des intégrations.',
      ],
      button: { label: 'Confirmer cette adresse', url: mail.url('confirmation', { token }) },
      notes: [
        `Ce lien sert une seule fois, pendant ${hours} heures. Il vous sera peut-être demandé de vous connecter.`,
      ],
      why: [
        `Cette adresse a été donnée à la création du compte. Si ce n’était pas vous, ne confirmez pas\u202f; pour reprendre l’adresse, choisissez votre propre mot de passe\u202f: ${mail.url('forgottenPassword')}`,
      ],
    }),
  },
  { onlyLink: ({ token }) => token },
);

export const addressTakenMail = defineMail<{ at: string }>('sign-up.address-taken', {
  en: ({ at }, mail) => ({
    subject: 'You already have an account',
    paragraphs: [
      `On ${mail.date(at)} somebody tried to sign up at ${mail.platformName} with this address. It already has an account, so none was made.`,
      'If it was you, sign in instead. If you forgot the password, you can choose a new one.',
    ],
    button: { label: 'Sign in', url: mail.url('signIn') },
    notes: [`To choose a new password: ${mail.url('forgottenPassword')}`],
    why: ['If it was not you, there is nothing to do: nobody learned that the address has an account.'],
  }),
  fr: ({ at }, mail) => ({
    subject: 'Vous avez déjà un compte',
    paragraphs: [
      `Le ${mail.date(at)}, quelqu’un a voulu créer un compte ${mail.platformName} avec cette adresse. Elle en a déjà un\u202f: aucun autre n’a été créé.`,
      'Si c’était vous, connectez-vous. Si vous avez oublié le mot de passe, vous pouvez en choisir un nouveau.',
    ],
    button: { label: 'Se connecter', url: mail.url('signIn') },
    notes: [`Pour choisir un nouveau mot de passe\u202f: ${mail.url('forgottenPassword')}`],
    why: [
      'Si ce n’était pas vous, il n’y a rien à faire\u202f: personne n’a appris que cette adresse a un compte.',
    ],
  }),
});

/**
 * To an address that an account had until a few days ago, and that it is kept for (docs/rules.md#addresses-kept-for-undo).
 */
export const addressKeptMail = defineMail<{ at: string; until: string }>('sign-up.address-kept', {
  en: ({ at, until }, mail) => ({
    subject: 'This address is still kept for its account',
    paragraphs: [
      `On ${mail.date(at)} somebody tried to sign up at ${mail.platformName} with this address. It was the address of an account until a few days ago, and is kept for it until ${mail.date(until)}, so that the change can still be undone. No account was made.`,
      'If it was you who changed the address, sign in with the new one; for an account of this address, sign up after that day.',
    ],
    notes: [
      'If you did not change it, somebody took your account: open the link in our mail “Your e-mail address was changed” to have it back.',
    ],
    why: ['If it was not you who tried to sign up, there is nothing to do: nobody learned anything.'],
  }),
  fr: ({ at, until }, mail) => ({
    subject: 'Cette adresse est encore réservée à son compte',
    paragraphs: [
      `Le ${mail.date(at)}, quelqu’un a voulu créer un compte ${mail.platformName} avec cette adresse. Elle était celle d’un compte il y a quelques jours encore\u202f; elle lui reste réservée jusqu’au ${mail.date(until)}, pour que ce changement puisse être défait. Aucun compte n’a été créé.`,
      'Si c’est vous qui avez changé d’adresse, connectez-vous avec la nouvelle\u202f; pour un compte à cette adresse-ci, inscrivez-vous après cette date.',
    ],
    notes: [
      'Si vous n’avez rien changé, quelqu’un s’est emparé de votre compte\u202f: ouvrez le lien de notre e-mail «\u202fVotre adresse e-mail a été changée\u202f» pour le récupérer.',
    ],
    why: [
      'Si ce n’est pas vous qui avez voulu vous inscrire, il n’y a rien à faire\u202f: personne n’a rien appris.',
    ],
  }),
});
