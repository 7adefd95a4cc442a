import type { MailSetting } from '../../../platform/mail/mail-text.ts';
import { defineMail } from '../../../platform/mail/mailer.ts';

interface Asked {
  readonly username: string;
  readonly at: string;
  readonly remoteIp: string | null;
  readonly hours: number;
  /** Token of the link that stops it. */
  readonly stop: string;
}

const stopUrl = (mail: MailSetting, token: string) => mail.url('stopDeletion', { token });

export const confirmDeletionMail = defineMail<Asked & { id: string; token: string }>('deletion.confirm', {
  en: (p, mail) => ({
    subject: 'Confirm that your account is to be deleted',
    paragraphs: [
      `On ${mail.when(p)}, the deletion of the ${mail.platformName} account “${p.username}” was asked for. Nothing is deleted before you confirm it.`,
    ],
    button: {
      label: 'Go on to delete my account',
      url: mail.url('confirmDeletion', { id: p.id, token: p.token }),
    },
    notes: [
      `The link works once, for ${p.hours} hours, signed in to the account.`,
      `To stop it instead: ${stopUrl(mail, p.stop)}`,
    ],
  }),
  fr: (p, mail) => ({
    subject: 'Confirmez la suppression de votre compte',
    paragraphs: [
      `Le ${mail.when(p)}, la suppression du compte ${mail.platformName} «\u202f${p.username}\u202f» a été demandée. Rien n’est supprimé tant que vous ne l’avez pas confirmé.`,
    ],
    button: {
      label: 'Continuer vers la suppression',
      url: mail.url('confirmDeletion', { id: p.id, token: p.token }),
    },
    notes: [
      `Ce lien sert une seule fois, pendant ${p.hours} heures, en étant connecté au compte.`,
      `Pour l’arrêter au contraire\u202f: ${stopUrl(mail, p.stop)}`,
    ],
  }),
});

/** To an address that the account held until a few days ago. */
export const deletionAskedMail = defineMail<Asked>('deletion.asked', {
  en: (p, mail) => ({
    subject: 'The deletion of an account of yours was asked for',
    paragraphs: [
      `On ${mail.when(p)}, the deletion of the ${mail.platformName} account “${p.username}” was asked for. Until a few days ago this was its address, so we tell you too.`,
    ],
    button: { label: 'It was not me: stop it', url: stopUrl(mail, p.stop) },
    why: [
      'If it was you, there is nothing to do. If you did not change the address either, open the link in our mail “Your e-mail address was changed”: it gives you the account back.',
    ],
  }),
  fr: (p, mail) => ({
    subject: 'La suppression d’un de vos comptes a été demandée',
    paragraphs: [
      `Le ${mail.when(p)}, la suppression du compte ${mail.platformName} «\u202f${p.username}\u202f» a été demandée. Cette adresse était la sienne il y a quelques jours encore\u202f: nous vous prévenons donc aussi.`,
    ],
    button: { label: 'Ce n’était pas moi\u202f: l’arrêter', url: stopUrl(mail, p.stop) },
    why: [
      'Si c’était vous, il n’y a rien à faire. Si vous n’avez pas non plus changé l’adresse, ouvrez le lien de notre e-mail «\u202fVotre adresse e-mail a été changée\u202f»\u202f: il vous rend le compte.',
    ],
  }),
});

interface Confirmed {
  readonly username: string;
  readonly at: string;
  readonly eraseAt: string;
  /** Of the link that undoes it; null when nothing can. */
  readonly token: string | null;
}

export const deletionConfirmedMail = defineMail<Confirmed>('deletion.confirmed', {
  en: (p, mail) => ({
    subject: 'Your account is being deleted',
    paragraphs: [
      `The ${mail.platformName} account “${p.username}” was deleted on ${mail.date(p.at)}: every session has ended, and every API token is revoked.`,
      p.token === null
        ? 'Its data is being erased now.'
        : `Its data is erased on ${mail.date(p.eraseAt)}. Until then you can undo it.`,
    ],
    ...(p.token === null
      ? {}
      : {
          button: {
            label: 'Undo the deletion',
            url: mail.url('undoDeletion', { token: p.token }),
          },
        }),
    why: [
      ...(p.token === null
        ? []
        : [
            `If it was not you who deleted it, undo it first, then take your account back: ${mail.url('takeBack')}`,
          ]),
      'We write to every address that the account had in the last week, so that nobody loses one unawares.',
    ],
  }),
  fr: (p, mail) => ({
    subject: 'Votre compte est en cours de suppression',
    paragraphs: [
      `Le compte ${mail.platformName} «\u202f${p.username}\u202f» a été supprimé le ${mail.date(p.at)}\u202f: toutes les sessions sont terminées et tous les jetons d’API révoqués.`,
      p.token === null
        ? 'Ses données sont en train d’être effacées.'
        : `Ses données seront effacées le ${mail.date(p.eraseAt)}. D’ici là, vous pouvez revenir en arrière.`,
    ],
    ...(p.token === null
      ? {}
      : {
          button: {
            label: 'Annuler la suppression',
            url: mail.url('undoDeletion', { token: p.token }),
          },
        }),
    why: [
      ...(p.token === null
        ? []
        : [
            `Si ce n’est pas vous qui l’avez supprimé, revenez d’abord en arrière, puis reprenez le contrôle de votre compte\u202f: ${mail.url('takeBack')}`,
          ]),
      'Nous écrivons à toutes les adresses que le compte avait cette dernière semaine, pour que personne n’en perde un à son insu.',
    ],
  }),
});

export const deletionUndoneMail = defineMail<{ at: string }>('deletion.undone', {
  en: (p, mail) => ({
    subject: 'Your account is back',
    paragraphs: [
      `The deletion of your ${mail.platformName} account was undone on ${mail.date(p.at)}. Sign in as before. API tokens stay revoked: make new ones where you need them.`,
    ],
    button: { label: 'Sign in', url: mail.url('signIn') },
  }),
  fr: (p, mail) => ({
    subject: 'Votre compte est de retour',
    paragraphs: [
      `La suppression de votre compte ${mail.platformName} a été annulée le ${mail.date(p.at)}. Connectez-vous comme avant. Les jetons d’API restent révoqués\u202f: créez-en de nouveaux là où il en faut.`,
    ],
    button: { label: 'Se connecter', url: mail.url('signIn') },
  }),
});

export const erasedMail = defineMail<{ at: string }>('deletion.erased', {
  en: (p, mail) => ({
    subject: 'Your data has been erased',
    paragraphs: [
      `What ${mail.platformName} held about you was erased on ${mail.date(p.at)}. This is the last mail about that account; the address is not kept.`,
    ],
    why: ['You asked for your account to be deleted.'],
  }),
  fr: (p, mail) => ({
    subject: 'Vos données ont été effacées',
    paragraphs: [
      `Ce que ${mail.platformName} conservait à votre sujet a été effacé le ${mail.date(p.at)}. C’est le dernier e-mail au sujet de ce compte\u202f; l’adresse n’est pas conservée.`,
    ],
    why: ['Vous avez demandé la suppression de votre compte.'],
  }),
});
