import { hds } from '@loge/protocol';
import { defineMail } from '../../platform/mail/mailer.ts';
import { mailRefusedJob } from './mail-refused.ts';

/** To a contact. It names nobody: the address may be a stranger's (docs/rules.md#unconfirmed-recipients). */
export const confirmDetailsMail = defineMail<{ readonly token: string; readonly email: string }>(
  'hds.confirm-details',
  {
    en: (p, mail) => ({
      subject: 'Are your contact details right?',
      paragraphs: [
        `A customer of ${mail.platformName} has named you as their point of contact for an application that holds health data: you can be asked to name an authorised health professional, or be called when there is an incident.`,
        'Please look at what is kept about you, and say whether it is right. No account is needed.',
      ],
      button: { label: 'See my details', url: mail.url('confirmHealthContact', { token: p.token }) },
      notes: [`The link is good for ${hds.confirmationDays} days, and shows your details only.`],
      why: ['If you know nothing of this, follow the link and say so: the customer is told.'],
    }),
    fr: (p, mail) => ({
      subject: 'Vos coordonnées sont-elles exactes\u202f?',
      paragraphs: [
        `Un client de ${mail.platformName} vous a désigné comme point de contact pour une application qui héberge des données de santé\u202f: on peut vous demander de désigner un professionnel de santé habilité, ou vous appeler en cas d’incident.`,
        'Consultez ce qui est conservé à votre sujet et dites si c’est exact. Aucun compte n’est nécessaire.',
      ],
      button: { label: 'Voir mes coordonnées', url: mail.url('confirmHealthContact', { token: p.token }) },
      notes: [`Le lien est valable ${hds.confirmationDays} jours et ne montre que vos coordonnées.`],
      why: ['Si vous n’êtes au courant de rien, suivez le lien et dites-le\u202f: le client en est averti.'],
    }),
  },
  {
    onlyLink: ({ token }) => token,
    refused: ({ email }) => mailRefusedJob.order({ email }, null),
  },
);
