import { texts as details } from './detail-texts.fr.ts';
import { texts as errors } from './error-texts.fr.ts';
import type { HdsTexts } from './texts.en.ts';

const two = (many: number, one: string, more: string) => (many === 1 ? one : more);

const rhythm = (months: number) => two(months, 'chaque mois', `au moins tous les ${months} mois`);

export const texts: HdsTexts = {
  errors,
  details,
  intro: (months) =>
    `Qui l’autorité et la plateforme peuvent joindre au sujet de vos applications qui hébergent des données de santé. Chaque contact est revu ${rhythm(months)}.`,
  introComing:
    'Qui l’autorité et la plateforme peuvent joindre au sujet de vos applications qui hébergent des données de santé.',
  due: {
    title: (count) =>
      two(count, 'Un point demande votre attention', `${count} points demandent votre attention`),
    uncovered: (names) => `Sans contact : ${names}.`,
    toReview: (names) => `À revoir : ${names}.`,
  },
  documents: {
    title: 'Documents',
    hint: 'Ce que vous acceptez avant qu’une application puisse héberger des données de santé.',
    none: 'Aucun document n’est demandé ici.',
    accepted: 'Accepté',
    pending: 'À accepter',
    version: (version) => `Version ${version}`,
    acceptedOn: 'accepté le',
    by: 'à accepter avant le',
    read: (name) => `Lire « ${name} » (PDF)`,
    accept: 'Aller l’accepter',
    acceptLong: (name) => `Aller l’accepter : « ${name} »`,
  },
  applications: {
    title: 'Applications de santé',
    hint: 'La plateforme nous dit lesquelles de vos applications hébergent des données de santé.',
    none: 'Aucune de vos applications n’héberge de données de santé. Dès que la plateforme en enregistrera une, elle s’affichera ici avec son contact.',
    since: 'héberge des données de santé depuis',
    gaps: {
      no_contact: 'Sans contact',
      review_due: 'À revoir',
      no_incident_referent: 'Sans référent incident',
    },
    fine: 'À jour',
    add: 'Ajouter un contact',
    addLong: (name) => `Ajouter un contact pour ${name}`,
  },
  roles: {
    designates_professional: 'Désigne les professionnels de santé',
    incident_referent: 'Référent incident',
  },
  holder: (role, name) => `${role} : ${name}`,
  bothRoles: 'Les deux rôles',
  noRole: 'N’en est pas le contact',
  contacts: {
    title: 'Contacts',
    hint: 'Une même personne peut servir plusieurs applications.',
    none: 'Pas encore de contact. Ajoutez la personne qui peut désigner un professionnel de santé habilité, et celle qu’on appelle en cas d’incident.',
    add: 'Ajouter un contact',
    states: {
      fine: 'À jour',
      due: 'À revoir',
      opened: 'À vérifier',
      missing: 'Incomplet',
      unused: 'Sans application',
    },
    opened: {
      mail_refused:
        'Le courrier envoyé à cette adresse est refusé. Corrigez-la, ou dites qu’elle est exacte malgré tout.',
      mail_bounced:
        'Le courrier envoyé à cette adresse est revenu. Corrigez-la, ou dites qu’elle est exacte malgré tout.',
      disputed:
        'Cette personne signale que ces coordonnées ne sont pas exactes. Corrigez-les, ou dites qu’elles sont exactes malgré tout.',
    },
    dueNow: 'La dernière révision est trop ancienne. Dites que c’est toujours exact, ou corrigez.',
    missing: 'Il manque une partie du nécessaire. Complétez-le.',
    reviewed: 'revu',
    never: 'jamais revu',
    until: 'à revoir avant le',
    serves: (names) => `Contact de ${names}`,
    right: 'Toujours exact',
    rightLong: (name) => `${name} : toujours exact`,
    edit: 'Modifier',
    editLong: (name) => `Modifier ${name}`,
    ask: 'Demander',
    askLong: (name) => `Demander à ${name} si ses coordonnées sont exactes`,
    remove: 'Retirer',
    removeLong: (name) => `Retirer ${name}`,
    history: 'Révisions',
    historyLong: (name) => `Révisions de ${name}`,
  },
  said: {
    added: (name) => `${name} a été ajouté.`,
    saved: (name) => `${name} a été enregistré, ce qui vaut révision.`,
    reviewed: 'Merci, c’est revu.',
    asked: (email) => `Un lien est en route vers ${email}. Il ne montre que ses propres coordonnées.`,
    removed: (name) => `${name} a été retiré.`,
    gone: 'Il avait déjà été retiré.',
  },
  form: {
    adding: 'Nouveau contact',
    editing: (name) => `Modifier ${name}`,
    add: 'Ajouter le contact',
    save: 'Enregistrer',
    note: 'Enregistrer vaut révision : la prochaine est due dans un an au plus tard.',
    choose: 'Choisir…',
    phoneHint: 'Avec son pays, ou comme on le compose dans le pays de l’adresse.',
    optional: (label) => `${label} (facultatif)`,
    hoursHint: 'Par exemple : du lundi au vendredi de 9 h à 17 h, sinon la permanence de nuit.',
    moreLanguages: 'Autre langue (facultatif)',
    noLanguage: 'Aucune',
    serves: 'Applications',
    now: (name) => `Actuellement : ${name}`,
  },
  removing: {
    title: (name) => `Retirer ${name} ?`,
    act: 'Retirer le contact',
    serves: (names) => `Cette personne n’est plus le contact de ${names}, qui peut alors ne plus en avoir.`,
    kept: 'Le registre destiné à l’autorité la garde pour la période écoulée.',
  },
  history: {
    title: (name) => `Révisions de ${name}`,
    by: { member: 'par vous', contact: 'par le contact', platform: 'par la plateforme' },
    outcomes: {
      created: 'Ajouté',
      edited: 'Corrigé',
      still_right: 'Toujours exact',
      confirmed: 'Confirmé',
      disputed: 'Signalé comme inexact',
      opened: 'Révision demandée',
    },
  },
};
