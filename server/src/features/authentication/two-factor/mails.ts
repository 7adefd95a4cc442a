import { passwordLimits } from '@loge/protocol';
import type { MailSetting } from '../../../platform/mail/mail-text.ts';
import { defineMail } from '../../../platform/mail/mailer.ts';

interface Act {
  readonly at: string;
  readonly remoteIp: string | null;
}

const page = (mail: MailSetting) => mail.url('authorization');

export const enabledMail = defineMail<Act & { token: string; hours: number }>('two-factor.enabled', {
  en: (p, mail) => ({
    subject: 'Two-factor authentication is on',
    paragraphs: [
      `Two-factor authentication was turned on for your ${mail.platformName} account on ${mail.when(p)}. Signing in now asks for a code of your authenticator app, or for one of your recovery codes.`,
      'If it was not you, stop it here: it is turned off, every session ends, API tokens that it was done with or that were made since are revoked, passkeys added since stop working, and you choose a new password.',
    ],
    button: { label: 'It was not me: stop it', url: mail.url('stopTwoFactor', { token: p.token }) },
    notes: [`The link works once, for ${p.hours} hours. If it was you, there is nothing to do.`],
    why: ['We write whenever the way to sign in to your account changes.'],
  }),
  fr: (p, mail) => ({
    subject: 'La double authentification est activée',
    paragraphs: [
      `La double authentification a été activée pour votre compte ${mail.platformName} le ${mail.when(p)}. Se connecter demande maintenant un code de votre application d’authentification, ou l’un de vos codes de secours.`,
      'Si ce n’était pas vous, arrêtez-la ici\u202f: elle est désactivée, toutes les sessions se terminent, les jetons d’API qui y ont servi ou ont été créés depuis sont révoqués, les clés d’accès ajoutées depuis ne servent plus, et vous choisissez un nouveau mot de passe.',
    ],
    button: {
      label: 'Ce n’était pas moi\u202f: l’arrêter',
      url: mail.url('stopTwoFactor', { token: p.token }),
    },
    notes: [
      `Ce lien sert une seule fois, pendant ${p.hours} heures. Si c’était vous, il n’y a rien à faire.`,
    ],
    why: ['Nous écrivons chaque fois que la façon de se connecter à votre compte change.'],
  }),
});

export const disabledMail = defineMail<Act>('two-factor.disabled', {
  en: (p, mail) => ({
    subject: 'Two-factor authentication is off',
    paragraphs: [
      `Two-factor authentication by authenticator app was turned off for your ${mail.platformName} account on ${mail.when(p)}.`,
    ],
  }),
  fr: (p, mail) => ({
    subject: 'La double authentification est désactivée',
    paragraphs: [
      `La double authentification par application a été désactivée pour votre compte ${mail.platformName} le ${mail.when(p)}.`,
    ],
  }),
});

export const codesRenewedMail = defineMail<Act>('two-factor.codes-renewed', {
  en: (p, mail) => ({
    subject: 'You have new recovery codes',
    paragraphs: [
      `New recovery codes were made for your ${mail.platformName} account on ${mail.when(p)}. The earlier ones no longer work.`,
    ],
  }),
  fr: (p, mail) => ({
    subject: 'Vous avez de nouveaux codes de secours',
    paragraphs: [
      `De nouveaux codes de secours ont été créés pour votre compte ${mail.platformName} le ${mail.when(p)}. Les anciens ne fonctionnent plus.`,
    ],
  }),
});

const leftEn = (left: number) =>
  left === 0 ? 'It was the last one: make new ones now.' : left === 1 ? 'One is left.' : `${left} are left.`;
const leftFr = (left: number) =>
  left === 0
    ? 'C’était le dernier\u202f: créez-en de nouveaux dès maintenant.'
    : left === 1
      ? 'Il en reste un.'
      : `Il en reste ${left}.`;

export const recoveryCodeUsedMail = defineMail<Act & { left: number }>('two-factor.code-used', {
  en: (p, mail) => ({
    subject: 'A recovery code was used',
    paragraphs: [
      `One of the recovery codes of your ${mail.platformName} account was used on ${mail.when(p)}. ${leftEn(p.left)}`,
    ],
    button: { label: 'See your recovery codes', url: page(mail) },
  }),
  fr: (p, mail) => ({
    subject: 'Un code de secours a servi',
    paragraphs: [
      `L’un des codes de secours de votre compte ${mail.platformName} a servi le ${mail.when(p)}. ${leftFr(p.left)}`,
    ],
    button: { label: 'Voir vos codes de secours', url: page(mail) },
  }),
});

export const resetRequestedMail = defineMail<{ token: string; reason: string; dueAt: string }>(
  'two-factor.reset-requested',
  {
    en: (p, mail) => ({
      subject: 'Your second factor will be removed',
      paragraphs: [
        `An operator of ${mail.platformName} was asked to remove the second factor of your account: authenticator app, passkeys and recovery codes. It happens on ${mail.date(p.dueAt)}, unless you stop it. Your password stays, unless it is shorter than ${passwordLimits.min} characters: then you set a new one by mail.`,
        `Reason given: ${p.reason}`,
      ],
      button: {
        label: 'Stop it, keep my second factor',
        url: mail.url('keepTwoFactor', { token: p.token }),
      },
      notes: ['If you asked for it, there is nothing to do.'],
      why: [
        `If you did not ask for it, stop it and tell us${mail.supportEmail ? `: ${mail.supportEmail}` : '.'}`,
      ],
    }),
    fr: (p, mail) => ({
      subject: 'Votre second facteur va être retiré',
      paragraphs: [
        `Un opérateur de ${mail.platformName} a été prié de retirer le second facteur de votre compte\u202f: application d’authentification, clés d’accès et codes de secours. Cela se fera le ${mail.date(p.dueAt)}, sauf si vous l’arrêtez. Votre mot de passe reste, sauf s’il a moins de ${passwordLimits.min} caractères\u202f: vous en choisirez alors un nouveau par e-mail.`,
        `Motif donné\u202f: ${p.reason}`,
      ],
      button: {
        label: 'L’arrêter, garder mon second facteur',
        url: mail.url('keepTwoFactor', { token: p.token }),
      },
      notes: ['Si vous l’avez demandé, il n’y a rien à faire.'],
      why: [
        `Si vous ne l’avez pas demandé, arrêtez-le et prévenez-nous${mail.supportEmail ? `\u202f: ${mail.supportEmail}` : '.'}`,
      ],
    }),
  },
);

export const resetStoppedMail = defineMail<{ at: string }>('two-factor.reset-stopped', {
  en: (p, mail) => ({
    subject: 'Your second factor stays',
    paragraphs: [
      `The removal of the second factor of your ${mail.platformName} account was stopped on ${mail.date(p.at)}. Nothing changed.`,
    ],
    why: ['We write whenever the way to sign in to your account changes, or nearly did.'],
  }),
  fr: (p, mail) => ({
    subject: 'Votre second facteur reste en place',
    paragraphs: [
      `Le retrait du second facteur de votre compte ${mail.platformName} a été arrêté le ${mail.date(p.at)}. Rien n’a changé.`,
    ],
    why: [
      'Nous écrivons chaque fois que la façon de se connecter à votre compte change, ou a failli changer.',
    ],
  }),
});

/** A password that is too short alone went too: another mail brings the link. */
export const resetDoneMail = defineMail<{ at: string; passwordGone: boolean }>('two-factor.reset-done', {
  en: (p, mail) => ({
    subject: 'Your second factor was removed',
    paragraphs: [
      `The second factor of your ${mail.platformName} account was removed on ${mail.date(p.at)}, and every session has ended.`,
      p.passwordGone
        ? `Your password has fewer than ${passwordLimits.min} characters, which is enough beside a second factor only: it no longer works. Another mail brings you a link to choose a new one.`
        : 'Signing in asks for your password alone: turn two-factor authentication on again as soon as you can.',
    ],
    button: p.passwordGone
      ? { label: 'Ask for another link', url: mail.url('forgottenPassword') }
      : { label: 'Turn it on again', url: page(mail) },
  }),
  fr: (p, mail) => ({
    subject: 'Votre second facteur a été retiré',
    paragraphs: [
      `Le second facteur de votre compte ${mail.platformName} a été retiré le ${mail.date(p.at)}, et toutes les sessions sont terminées.`,
      p.passwordGone
        ? `Votre mot de passe a moins de ${passwordLimits.min} caractères, ce qui ne suffit qu’avec un second facteur\u202f: il ne fonctionne plus. Un autre message vous apporte un lien pour en choisir un nouveau.`
        : 'Se connecter ne demande plus que votre mot de passe\u202f: réactivez la double authentification dès que possible.',
    ],
    button: p.passwordGone
      ? { label: 'Demander un autre lien', url: mail.url('forgottenPassword') }
      : { label: 'La réactiver', url: page(mail) },
  }),
});
