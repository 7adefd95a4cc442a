import type { hds, Locale } from '@loge/protocol';
import type { MailSetting } from '../../platform/mail/mail-text.ts';
import { defineMail } from '../../platform/mail/mailer.ts';

const see = {
  en: (mail: MailSetting) => ({ label: 'See your health contacts', url: mail.url('hds') }),
  fr: (mail: MailSetting) => ({ label: 'Voir vos contacts de santé', url: mail.url('hds') }),
};

const why = {
  en: (mail: MailSetting) => [
    `You get this mail because your ${mail.platformName} account owns an application that holds health data.`,
  ],
  fr: (mail: MailSetting) => [
    `Vous recevez ce message parce que votre compte ${mail.platformName} possède une application qui héberge des données de santé.`,
  ],
};

/** `Booking`, or `Booking and 3 others`. */
const listed: Record<Locale, (names: readonly string[]) => string> = {
  en: ([first = '', ...others]) =>
    others.length === 0
      ? `“${first}”`
      : `“${first}” and ${others.length} more ${others.length === 1 ? 'application' : 'applications'}`,
  fr: ([first = '', ...others]) =>
    others.length === 0
      ? `«\u202f${first}\u202f»`
      : `«\u202f${first}\u202f» et ${others.length} ${others.length === 1 ? 'autre application' : 'autres applications'}`,
};

const askedYearly = {
  en: 'Whoever hosts health data must be able to tell the authority at any time whom to call at each customer. So each contact is looked at at least once a year: say that it is still right, or correct it.',
  fr: 'Un hébergeur de données de santé doit pouvoir dire à tout moment à l’autorité qui joindre chez chaque client. Chaque contact est donc revu au moins une fois par an\u202f: dites qu’il est toujours exact, ou corrigez-le.',
};

interface About {
  /** The contact's name. */
  readonly name: string;
  /** Names of the applications that it serves. */
  readonly applications: readonly string[];
}

export const reviewDueMail = defineMail<About & { readonly due: string; readonly isOver: boolean }>(
  'hds.review-due',
  {
    en: (p, mail) => ({
      subject: p.isOver ? 'The review of a health contact is overdue' : 'A health contact has to be reviewed',
      paragraphs: [
        p.isOver
          ? `The review of ${p.name}, the health contact of ${listed.en(p.applications)}, has been due since ${mail.date(p.due)}.`
          : `${p.name}, the health contact of ${listed.en(p.applications)}, has to be reviewed by ${mail.date(p.due)}.`,
        askedYearly.en,
      ],
      button: see.en(mail),
      why: why.en(mail),
    }),
    fr: (p, mail) => ({
      subject: p.isOver
        ? 'La révision d’un contact de santé est en retard'
        : 'Un contact de santé est à revoir',
      paragraphs: [
        p.isOver
          ? `La révision de ${p.name}, contact de santé de ${listed.fr(p.applications)}, est attendue depuis le ${mail.date(p.due)}.`
          : `${p.name}, contact de santé de ${listed.fr(p.applications)}, est à revoir avant le ${mail.date(p.due)}.`,
        askedYearly.fr,
      ],
      button: see.fr(mail),
      why: why.fr(mail),
    }),
  },
  {
    several: {
      en: (n) => `${n} health contacts have to be reviewed`,
      fr: (n) => `${n} contacts de santé sont à revoir`,
    },
  },
);

const whatHappened: Record<Locale, Record<hds.Opening, (p: About) => string>> = {
  en: {
    mail_refused: (p) => `Mail to ${p.name}, the health contact of ${listed.en(p.applications)}, is refused.`,
    mail_bounced: (p) => `Mail to ${p.name}, the health contact of ${listed.en(p.applications)}, came back.`,
    disputed: (p) =>
      `${p.name}, the health contact of ${listed.en(p.applications)}, says that their details are not right.`,
  },
  fr: {
    mail_refused: (p) =>
      `Le courrier électronique adressé à ${p.name}, contact de santé de ${listed.fr(p.applications)}, est refusé.`,
    mail_bounced: (p) =>
      `Le courrier électronique adressé à ${p.name}, contact de santé de ${listed.fr(p.applications)}, est revenu.`,
    disputed: (p) =>
      `${p.name}, contact de santé de ${listed.fr(p.applications)}, signale que ses coordonnées ne sont pas exactes.`,
  },
};

/** @property months since the review was opened. */
export const reviewOpenedMail = defineMail<
  About & { readonly because: hds.Opening; readonly months: number }
>(
  'hds.review-opened',
  {
    en: (p, mail) => ({
      subject:
        p.months === 0 ? 'Look at a health contact, please' : 'A health contact still has to be looked at',
      paragraphs: [
        whatHappened.en[p.because](p),
        'Correct it, or say that it is right all the same, so that the authority finds somebody who answers.',
      ],
      button: see.en(mail),
      why: why.en(mail),
    }),
    fr: (p, mail) => ({
      subject: p.months === 0 ? 'Un contact de santé est à vérifier' : 'Un contact de santé reste à vérifier',
      paragraphs: [
        whatHappened.fr[p.because](p),
        'Corrigez-le, ou dites qu’il est exact malgré tout, pour que l’autorité trouve quelqu’un qui réponde.',
      ],
      button: see.fr(mail),
      why: why.fr(mail),
    }),
  },
  {
    several: {
      en: (n) => `${n} health contacts have to be looked at`,
      fr: (n) => `${n} contacts de santé sont à vérifier`,
    },
  },
);

export const contactWantedMail = defineMail<{
  readonly applications: readonly string[];
  readonly again: boolean;
}>(
  'hds.contact-wanted',
  {
    en: (p, mail) => ({
      subject: p.again ? 'A health application still has no contact' : 'A health application needs a contact',
      paragraphs: [
        `${listed.en(p.applications)} holds health data, and belongs to your account. It has no point of contact: somebody who can name an authorised health professional.`,
        'Add one, or choose one that you have already.',
      ],
      button: see.en(mail),
      why: why.en(mail),
    }),
    fr: (p, mail) => ({
      subject: p.again
        ? 'Une application de santé n’a toujours pas de contact'
        : 'Une application de santé a besoin d’un contact',
      paragraphs: [
        `${listed.fr(p.applications)} héberge des données de santé et appartient à votre compte. Il lui manque un point de contact\u202f: une personne qui puisse désigner un professionnel de santé habilité.`,
        'Ajoutez-en un, ou choisissez-en un que vous avez déjà.',
      ],
      button: see.fr(mail),
      why: why.fr(mail),
    }),
  },
  {
    several: {
      en: (n) => `${n} health applications need a contact`,
      fr: (n) => `${n} applications de santé ont besoin d’un contact`,
    },
  },
);

export const hdsMails = [reviewDueMail, reviewOpenedMail, contactWantedMail];
