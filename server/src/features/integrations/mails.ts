import type { integrations, Locale } from '@loge/protocol';
import type { MailSetting } from '../../platform/mail/mail-text.ts';
import { defineMail } from '../../platform/mail/mailer.ts';
import { providerName, scmTypeOf } from '../providers/feature.ts';
import type { Integration } from './queries.ts';

interface MailedIntegration {
  readonly provider: string;
  /** The member's name at the provider. */
  readonly name: string;
}

interface When {
  readonly at: string;
  readonly remoteIp: string | null;
}

/** How mails name an integration. */
export const mailedIntegration = (integration: Integration): MailedIntegration => ({
  provider: providerName(scmTypeOf(integration), integration.url),
  name: integration.username,
});

const see = {
  en: (mail: MailSetting) => ({ label: 'See your integrations', url: mail.url('integrations') }),
  fr: (mail: MailSetting) => ({ label: 'Voir vos intégrations', url: mail.url('integrations') }),
};

export const connectedMail = defineMail<MailedIntegration & When & { readonly again: boolean }>(
  'integrations.connected',
  {
    en: (p, mail) => ({
      subject: p.again ? `${p.provider} was reconnected` : `${p.provider} was connected`,
      paragraphs: [
        `The account “${p.name}” at ${p.provider} was ${p.again ? 'reconnected' : 'connected'} to your ${mail.platformName} account on ${mail.when(p)}.`,
        'Its repositories can be searched from here, and its SSH keys imported.',
      ],
      button: see.en(mail),
    }),
    fr: (p, mail) => ({
      subject: p.again ? `${p.provider} a été reconnecté` : `${p.provider} a été connecté`,
      paragraphs: [
        `Le compte «\u202f${p.name}\u202f» chez ${p.provider} a été ${p.again ? 'reconnecté' : 'connecté'} à votre compte ${mail.platformName} le ${mail.when(p)}.`,
        'Ses dépôts peuvent être cherchés d’ici, et ses clés SSH importées.',
      ],
      button: see.fr(mail),
    }),
  },
  {
    several: {
      en: (n, when) => `${n} integrations were connected ${when}`,
      fr: (n, when) => `${n} intégrations connectées ${when}`,
    },
  },
);

/** @property revoked whether we take our grant back at the provider; a member's own token they end there themselves. */
export const disconnectedMail = defineMail<MailedIntegration & When & { readonly revoked: boolean }>(
  'integrations.disconnected',
  {
    en: (p, mail) => ({
      subject: `${p.provider} was disconnected`,
      paragraphs: [
        `The account “${p.name}” at ${p.provider} was disconnected from your ${mail.platformName} account on ${mail.when(p)}.`,
        p.revoked
          ? `We take back our access at ${p.provider} too. If it does not answer, we go on trying for three days.`
          : `The access token that you had given us is forgotten here. Revoke it at ${p.provider} if nothing else uses it.`,
      ],
      button: see.en(mail),
    }),
    fr: (p, mail) => ({
      subject: `${p.provider} a été déconnecté`,
      paragraphs: [
        `Le compte «\u202f${p.name}\u202f» chez ${p.provider} a été déconnecté de votre compte ${mail.platformName} le ${mail.when(p)}.`,
        p.revoked
          ? `Nous rendons aussi notre accès chez ${p.provider}. S’il ne répond pas, nous réessayons pendant trois jours.`
          : `Le jeton d’accès que vous nous aviez donné est oublié ici. Révoquez-le chez ${p.provider} si rien d’autre ne l’utilise.`,
      ],
      button: see.fr(mail),
    }),
  },
  {
    several: {
      en: (n, when) => `${n} integrations were disconnected ${when}`,
      fr: (n, when) => `${n} intégrations déconnectées ${when}`,
    },
  },
);

/** The states that a member has to do something about. */
export type Broken = Exclude<integrations.IntegrationState, 'ok' | 'unreachable'>;

interface Breakage extends MailedIntegration {
  readonly state: Broken;
  /** When the token ends, with `expiring`. */
  readonly endsAt: string | null;
  readonly missing: readonly string[];
}

const whatBroke: Record<Locale, Record<Broken, (p: Breakage, mail: MailSetting) => string>> = {
  en: {
    expiring: (p, mail) =>
      `The access token for “${p.name}” at ${p.provider} ends${p.endsAt === null ? ' soon' : ` on ${mail.date(p.endsAt)}`}. Connect it again with a new one before then.`,
    scope_missing: (p) =>
      `The access to “${p.name}” at ${p.provider} lacks something that is needed: ${p.missing.join(', ')}. Connect it again and allow that too.`,
    organisation_blocked: (p) =>
      `An organisation of “${p.name}” at ${p.provider} asks for its single sign-on before it lets us in.`,
    revoked: (p) =>
      `${p.provider} does not accept our access to “${p.name}” any more: it was revoked there, or has ended. Connect it again.`,
  },
  fr: {
    expiring: (p, mail) =>
      `Le jeton d’accès de «\u202f${p.name}\u202f» chez ${p.provider} expire ${p.endsAt === null ? 'bientôt' : `le ${mail.date(p.endsAt)}`}. Reconnectez-le d’ici là avec un nouveau.`,
    scope_missing: (p) =>
      `Il manque à l’accès à «\u202f${p.name}\u202f» chez ${p.provider} une permission nécessaire\u202f: ${p.missing.join(', ')}. Reconnectez-le en l’accordant aussi.`,
    organisation_blocked: (p) =>
      `Une organisation de «\u202f${p.name}\u202f» chez ${p.provider} exige sa connexion unique avant de nous laisser entrer.`,
    revoked: (p) =>
      `${p.provider} n’accepte plus notre accès à «\u202f${p.name}\u202f»\u202f: il y a été révoqué, ou il a expiré. Reconnectez-le.`,
  },
};

const whatStops = {
  en: 'Until then, what is deployed from there may not find its repositories.',
  fr: 'D’ici là, ce qui est déployé depuis ces dépôts peut ne pas les trouver.',
};

export const brokenMail = defineMail<Breakage>('integrations.broken', {
  en: (p, mail) => ({
    subject:
      p.state === 'expiring'
        ? `Your link to ${p.provider} ends soon`
        : `Your link to ${p.provider} does not work`,
    paragraphs: [whatBroke.en[p.state](p, mail), whatStops.en],
    button: see.en(mail),
    why: [`You get this mail because this account is connected to your ${mail.platformName} account.`],
  }),
  fr: (p, mail) => ({
    subject:
      p.state === 'expiring'
        ? `Votre lien avec ${p.provider} expire bientôt`
        : `Votre lien avec ${p.provider} ne fonctionne plus`,
    paragraphs: [whatBroke.fr[p.state](p, mail), whatStops.fr],
    button: see.fr(mail),
    why: [`Vous recevez ce message parce que ce compte est connecté à votre compte ${mail.platformName}.`],
  }),
});

export const integrationMails = [connectedMail, disconnectedMail, brokenMail];
