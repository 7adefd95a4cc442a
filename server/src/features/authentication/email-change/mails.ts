import { defineMail } from '../../../platform/mail/mailer.ts';

interface Act {
  readonly at: string;
  readonly remoteIp: string | null;
}

/** To the new address. */
export const confirmChangeMail = defineMail<{ token: string; hours: number }>(
  'email-change.confirm',
  {
    en: (p, mail) => ({
      subject: 'Confirm your new e-mail address',
      paragraphs: [
        `An account at ${mail.platformName} is to use this address from now on. Open the link, signed in to that account, to confirm it.`,
      ],
      button: { label: 'Use this address', url: mail.url('confirmEmail', { token: p.token }) },
      notes: [`The link works once, for ${p.hours} hours. Until then the old address stays.`],
      why: ['If this is not your account, do nothing: nothing happens without the link.'],
    }),
    fr: (p, mail) => ({
      subject: 'Confirmez votre nouvelle adresse e-mail',
      paragraphs: [
        `Un compte ${mail.platformName} doit désormais utiliser cette adresse. Ouvrez le lien, connecté à ce compte, pour la confirmer.`,
      ],
      button: { label: 'Utiliser cette adresse', url: mail.url('confirmEmail', { token: p.token }) },
      notes: [`Ce lien sert une seule fois, pendant ${p.hours} heures. D’ici là, l’ancienne adresse reste.`],
      why: ['Si ce compte n’est pas le vôtre, ne faites rien\u202f: sans le lien, il ne se passe rien.'],
    }),
  },
  { onlyLink: ({ token }) => token },
);

/** To the old address, at once. */
export const changeAskedMail = defineMail<Act & { token: string; email: string }>('email-change.asked', {
  en: (p, mail) => ({
    subject: 'Your e-mail address is about to change',
    paragraphs: [
      `Somebody, probably you, asked on ${mail.when(p)} to change the address of your ${mail.platformName} account to ${p.email}. It changes once the link that we sent there is followed.`,
    ],
    button: { label: 'It was not me: cancel it', url: mail.url('cancelEmail', { token: p.token }) },
    notes: ['If it was you, there is nothing to do here.'],
  }),
  fr: (p, mail) => ({
    subject: 'Votre adresse e-mail va changer',
    paragraphs: [
      `Quelqu’un, sans doute vous, a demandé le ${mail.when(p)} à remplacer l’adresse de votre compte ${mail.platformName} par ${p.email}. Elle changera quand le lien envoyé là-bas aura été suivi.`,
    ],
    button: {
      label: 'Ce n’était pas moi\u202f: annuler',
      url: mail.url('cancelEmail', { token: p.token }),
    },
    notes: ['Si c’était vous, il n’y a rien à faire ici.'],
  }),
});

/** To the old address, once it is done. */
export const addressChangedMail = defineMail<Act & { token: string; email: string; days: number }>(
  'email-change.changed',
  {
    en: (p, mail) => ({
      subject: 'Your e-mail address was changed',
      paragraphs: [
        `The address of your ${mail.platformName} account was changed to ${p.email} on ${mail.when(p)}.`,
        'If it was not you, undo it: this address comes back, every session ends, API tokens, second factors and passkeys added since stop working, and you choose a new password.',
      ],
      button: { label: 'It was not me: undo it', url: mail.url('undoEmail', { token: p.token }) },
      notes: [`The link works once, for ${p.days} days.`],
      why: ['We write to the old address so that nobody loses an account without knowing.'],
    }),
    fr: (p, mail) => ({
      subject: 'Votre adresse e-mail a été changée',
      paragraphs: [
        `L’adresse de votre compte ${mail.platformName} a été remplacée par ${p.email} le ${mail.when(p)}.`,
        'Si ce n’était pas vous, défaites ce changement\u202f: cette adresse revient, toutes les sessions se terminent, les jetons d’API, seconds facteurs et clés d’accès ajoutés depuis cessent de fonctionner, et vous choisissez un nouveau mot de passe.',
      ],
      button: {
        label: 'Ce n’était pas moi\u202f: défaire',
        url: mail.url('undoEmail', { token: p.token }),
      },
      notes: [`Ce lien sert une seule fois, pendant ${p.days} jours.`],
      why: ['Nous écrivons à l’ancienne adresse pour que personne ne perde un compte sans le savoir.'],
    }),
  },
);

/** To the new address, once it is done. */
export const newAddressMail = defineMail<Act>('email-change.done', {
  en: (p, mail) => ({
    subject: 'This is now your e-mail address',
    paragraphs: [
      `Since ${mail.date(p.at)}, this is the address of your ${mail.platformName} account: it signs you in, and everything that we write comes here.`,
    ],
  }),
  fr: (p, mail) => ({
    subject: 'Votre adresse e-mail est désormais celle-ci',
    paragraphs: [
      `Depuis le ${mail.date(p.at)}, cette adresse est celle de votre compte ${mail.platformName}\u202f: elle sert à vous connecter, et tout ce que nous écrivons arrive ici.`,
    ],
  }),
});

/** To whoever has the address that another account asked for. */
export const wantedElsewhereMail = defineMail<{ at: string }>('email-change.taken', {
  en: (p, mail) => ({
    subject: 'Somebody asked to use your address',
    paragraphs: [
      `On ${mail.date(p.at)} somebody asked to use this address for another ${mail.platformName} account. It is yours, so nothing was changed, and they were not told that you have an account.`,
      'If it was you, sign in to the account of this address and change it there first.',
    ],
    why: ['We write so that you know that your address was asked for. There is nothing to do.'],
  }),
  fr: (p, mail) => ({
    subject: 'Quelqu’un a demandé à utiliser votre adresse',
    paragraphs: [
      `Le ${mail.date(p.at)}, quelqu’un a demandé à utiliser cette adresse pour un autre compte ${mail.platformName}. Elle est la vôtre\u202f: rien n’a été changé, et cette personne ne sait pas que vous avez un compte.`,
      'Si c’était vous, connectez-vous au compte de cette adresse et changez-la d’abord là.',
    ],
    why: ['Nous écrivons pour que vous sachiez que votre adresse a été demandée. Il n’y a rien à faire.'],
  }),
});

/** To an address that an account had until a few days ago, and that another one asked for. */
export const keptElsewhereMail = defineMail<{ at: string; until: string }>('email-change.kept', {
  en: (p, mail) => ({
    subject: 'Somebody asked to use an address of yours',
    paragraphs: [
      `On ${mail.date(p.at)} somebody asked to use this address for another ${mail.platformName} account. It was the address of an account until a few days ago, and is kept for it until ${mail.date(p.until)}, so that the change can still be undone. Nothing was changed.`,
      'If it was you, ask again after that day.',
    ],
    notes: [
      'If you did not change the address of your account, somebody took it: open the link in our mail “Your e-mail address was changed” to have it back.',
    ],
    why: [
      'We write so that you know that this address was asked for. They were not told why they do not get it.',
    ],
  }),
  fr: (p, mail) => ({
    subject: 'Quelqu’un a demandé à utiliser une de vos adresses',
    paragraphs: [
      `Le ${mail.date(p.at)}, quelqu’un a demandé à utiliser cette adresse pour un autre compte ${mail.platformName}. Elle était celle d’un compte il y a quelques jours encore\u202f; elle lui reste réservée jusqu’au ${mail.date(p.until)}, pour que ce changement puisse être défait. Rien n’a été modifié.`,
      'Si c’était vous, refaites la demande après cette date.',
    ],
    notes: [
      'Si vous n’avez pas changé l’adresse de votre compte, quelqu’un s’en est emparé\u202f: ouvrez le lien de notre e-mail «\u202fVotre adresse e-mail a été changée\u202f» pour le récupérer.',
    ],
    why: [
      'Nous écrivons pour que vous sachiez que cette adresse a été demandée. Cette personne ne sait pas pourquoi elle ne l’obtient pas.',
    ],
  }),
});
