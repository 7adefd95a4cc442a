import { defineMail } from '../../../platform/mail/mailer.ts';
import type { UserAgent } from './user-agent.ts';

interface NewSignIn extends UserAgent {
  readonly at: string;
  readonly remoteIp: string | null;
}

const page = 'authorization';

const browserIn = {
  en: ({ browser, system }: UserAgent) =>
    browser && system
      ? `${browser} on ${system}`
      : (browser ?? (system ? `a browser on ${system}` : 'an unknown browser')),
  fr: ({ browser, system }: UserAgent) =>
    browser && system
      ? `${browser} sur ${system}`
      : (browser ?? (system ? `un navigateur sur ${system}` : 'un navigateur inconnu')),
};

export const newSignInMail = defineMail<NewSignIn>('sessions.new-browser', {
  en: (p, mail) => ({
    subject: 'New sign-in to your account',
    paragraphs: [
      `Somebody, probably you, signed in to your ${mail.platformName} account from a browser that we had not seen there before.`,
      `Browser: ${browserIn.en(p)}.${p.remoteIp ? ` Address: ${p.remoteIp}.` : ''} Time: ${mail.date(p.at)}.`,
    ],
    button: { label: 'See your sessions', url: mail.url(page) },
    notes: ['If it was you, there is nothing to do.'],
  }),
  fr: (p, mail) => ({
    subject: 'Nouvelle connexion à votre compte',
    paragraphs: [
      `Quelqu’un, sans doute vous, s’est connecté à votre compte ${mail.platformName} depuis un navigateur que nous n’y avions pas encore vu.`,
      `Navigateur\u202f: ${browserIn.fr(p)}.${p.remoteIp ? ` Adresse\u202f: ${p.remoteIp}.` : ''} Heure\u202f: ${mail.date(p.at)}.`,
    ],
    button: { label: 'Voir vos sessions', url: mail.url(page) },
    notes: ['Si c’était vous, il n’y a rien à faire.'],
  }),
});
