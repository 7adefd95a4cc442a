import { defineMail } from '../../../platform/mail/mailer.ts';
import { oauthTypeOf, providerName } from '../../providers/feature.ts';
import type { Identity } from './queries.ts';

interface MailedIdentity {
  readonly provider: string;
  /** The member's name at the provider. */
  readonly name: string;
}

interface When {
  readonly at: string;
  readonly remoteIp: string | null;
}

/** How mails name an identity. */
export const mailedIdentity = (identity: Identity): MailedIdentity => ({
  provider: providerName(oauthTypeOf(identity.provider), identity.url),
  name: identity.username,
});

export const identityAddedMail = defineMail<MailedIdentity & When & { readonly made: boolean }>(
  'identities.added',
  {
    en: (p, mail) => ({
      subject: p.made ? `Your account was made with ${p.provider}` : `${p.provider} can now sign you in`,
      paragraphs: p.made
        ? [
            `Your ${mail.platformName} account was made on ${mail.when(p)}. The account “${p.name}” at ${p.provider} signs you in to it.`,
            `It has no password. You can set one whenever you like, and then sign in without ${p.provider} too.`,
          ]
        : [
            `The account “${p.name}” at ${p.provider} was added to your ${mail.platformName} account on ${mail.when(p)}. Whoever can sign in to it there can sign in here now.`,
          ],
      button: { label: 'See how you sign in', url: mail.url('authorization') },
    }),
    fr: (p, mail) => ({
      subject: p.made
        ? `Votre compte a été créé avec ${p.provider}`
        : `${p.provider} permet désormais de vous connecter`,
      paragraphs: p.made
        ? [
            `Votre compte ${mail.platformName} a été créé le ${mail.when(p)}. Le compte «\u202f${p.name}\u202f» chez ${p.provider} vous y connecte.`,
            `Il n’a pas de mot de passe. Vous pouvez en choisir un à tout moment, et vous connecter alors aussi sans ${p.provider}.`,
          ]
        : [
            `Le compte «\u202f${p.name}\u202f» chez ${p.provider} a été ajouté à votre compte ${mail.platformName} le ${mail.when(p)}. Qui peut s’y connecter peut désormais se connecter ici.`,
          ],
      button: { label: 'Voir comment vous vous connectez', url: mail.url('authorization') },
    }),
  },
  {
    several: {
      en: (n, when) => `${n} ways to sign in were added ${when}`,
      fr: (n, when) => `${n} moyens de connexion ont été ajoutés ${when}`,
    },
  },
);

export const identityRemovedMail = defineMail<MailedIdentity & When>(
  'identities.removed',
  {
    en: (p, mail) => ({
      subject: `${p.provider} no longer signs you in`,
      paragraphs: [
        `The account “${p.name}” at ${p.provider} was removed from your ${mail.platformName} account on ${mail.when(p)}. It signs nobody in here any more.`,
      ],
      button: { label: 'See how you sign in', url: mail.url('authorization') },
    }),
    fr: (p, mail) => ({
      subject: `${p.provider} ne vous connecte plus`,
      paragraphs: [
        `Le compte «\u202f${p.name}\u202f» chez ${p.provider} a été retiré de votre compte ${mail.platformName} le ${mail.when(p)}. Il ne connecte plus personne ici.`,
      ],
      button: { label: 'Voir comment vous vous connectez', url: mail.url('authorization') },
    }),
  },
  {
    several: {
      en: (n, when) => `${n} ways to sign in were removed ${when}`,
      fr: (n, when) => `${n} moyens de connexion ont été retirés ${when}`,
    },
  },
);
