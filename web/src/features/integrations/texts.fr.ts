import { texts as errors } from './error-texts.fr.ts';
import { texts as back } from './return-texts.fr.ts';
import type { IntegrationTexts } from './texts.en.ts';

export const texts: IntegrationTexts = {
  errors,
  back,
  intro: 'Là où vit votre code. Vos déploiements y trouvent leurs dépôts, et vos clés SSH peuvent en venir.',
  newWindow: '(ouvre une nouvelle fenêtre)',
  unconfirmed: 'Confirmez d’abord votre adresse e-mail : d’ici là, rien ne peut être connecté.',
  none: {
    title: 'Rien ne peut encore être connecté ici',
    member:
      'Ceux qui tiennent cette plateforme n’y ont pas encore préparé de fournisseur. Demandez-le-leur si vous en avez besoin.',
    operator: 'Aucun fournisseur n’est préparé. Ces réglages en proposent un :',
    oauth: (name) => `${name}, par sa propre page :`,
    byToken: 'GitHub Enterprise, GitLab auto-hébergé ou Forgejo, par adresse et jeton d’accès :',
  },
  providers: {
    github: 'GitHub',
    gitlab: 'GitLab',
    'github-enterprise': 'GitHub Enterprise',
    'gitlab-self-hosted': 'GitLab auto-hébergé',
    forgejo: 'Forgejo ou Gitea',
  },
  gives: {
    github: 'Déployez depuis vos dépôts, et récupérez vos clés SSH.',
    gitlab: 'Déployez depuis vos projets, et récupérez vos clés SSH.',
    'github-enterprise': 'Celui de votre entreprise, par son adresse et un jeton d’accès.',
    'gitlab-self-hosted': 'Un autre que gitlab.com, par son adresse et un jeton d’accès.',
    forgejo: 'Le vôtre ou celui d’autres personnes, par son adresse et un jeton d’accès.',
  },
  connect: 'Connecter',
  connectLong: (provider) => `Connecter ${provider}`,
  another: 'En connecter un autre',
  anotherLong: (provider) => `En connecter un autre : ${provider}`,
  attention: {
    title: (count) =>
      count === 1 ? 'Un lien demande votre attention' : `${count} liens demandent votre attention`,
    show: (count) => (count === 1 ? 'Le voir' : 'Voir le premier'),
  },
  facts: {
    connected: 'connecté',
    until: 'jusqu’au',
    checked: 'vérifié',
    used: 'dernière utilisation',
    unused: 'pas encore utilisé',
    may: 'Droits :',
    mayNothing: 'Droits : aucun',
    mayUnknown: 'Le fournisseur ne dit pas ce qu’il permet.',
  },
  states: {
    ok: { badge: 'Fonctionne', body: 'Il fonctionne, et permet tout ce qu’il faut.' },
    expiring: {
      badge: 'Expire bientôt',
      body: 'Son jeton d’accès expire bientôt. Reconnectez-le d’ici là avec un nouveau.',
      on: 'Son jeton d’accès expire le',
      renew: 'Reconnectez-le d’ici là avec un nouveau.',
    },
    scope_missing: {
      badge: 'Droit manquant',
      body: (scopes) =>
        scopes.length === 0
          ? 'Il lui manque un droit nécessaire. Reconnectez-le en accordant tout ce qui est demandé.'
          : scopes.length === 1
            ? `Il lui manque un droit nécessaire : ${scopes.join()}. Reconnectez-le en l’accordant aussi.`
            : `Il lui manque des droits nécessaires : ${scopes.join(', ')}. Reconnectez-le en les accordant aussi.`,
    },
    organisation_blocked: {
      badge: 'Bloqué',
      body: 'Une organisation y exige sa connexion unique avant de nous laisser entrer. Autorisez-y l’accès, puis vérifiez à nouveau.',
    },
    revoked: {
      badge: 'Révoqué',
      body: (host) =>
        `${host} n’accepte plus notre accès : il y a été révoqué, ou il a expiré. Rien ne passe par lui tant que vous ne le reconnectez pas.`,
    },
    unreachable: {
      badge: 'Sans réponse',
      body: (host) =>
        `${host} n’a pas répondu à notre dernière demande. Cela passe souvent tout seul : vérifiez à nouveau dans un instant.`,
    },
  },
  reconnect: 'Reconnecter',
  reconnectLong: (name) => `Reconnecter ${name}`,
  authorize: 'Autoriser l’accès',
  check: 'Vérifier à nouveau',
  checkLong: (name) => `Vérifier à nouveau ${name}`,
  importKeys: 'Importer les clés SSH',
  importLong: (name) => `Importer les clés SSH de ${name}`,
  disconnect: 'Déconnecter',
  disconnectLong: (name) => `Déconnecter ${name}`,
  said: {
    connected: (name) => `${name} est connecté.`,
    disconnected: (name) => `${name} a été déconnecté.`,
    gone: 'Ce lien avait déjà été déconnecté.',
    checked: 'Vérifié à l’instant.',
  },
  imported: {
    title: (count) =>
      count === 0
        ? 'Aucune nouvelle clé SSH n’en est venue'
        : count === 1
          ? 'Une clé SSH a été importée'
          : `${count} clés SSH ont été importées`,
    nothing: 'Ce compte n’a aucune clé SSH.',
    refusals: {
      key_yours: 'Déjà parmi vos clés :',
      key_taken: 'Sur un autre compte de cette plateforme :',
      refused: 'D’un type ou d’une longueur non acceptés ici :',
      too_many: 'Laissées de côté, car vous avez autant de clés que possible :',
    },
    see: 'Voir vos clés SSH',
  },
  form: {
    title: (provider) => `Connecter ${provider}`,
    url: 'Adresse',
    urlHint: 'Comme dans votre navigateur, quand vous y êtes.',
    token: 'Jeton d’accès',
    scopes: 'Il doit permettre :',
    where: 'L’endroit où le créer s’affiche ici dès que l’adresse est saisie.',
    make: 'Créez-en un là-bas :',
    show: 'Afficher',
    hide: 'Masquer',
    showLong: 'Afficher le jeton d’accès',
    hideLong: 'Masquer le jeton d’accès',
    submit: 'Connecter',
    note: 'Il est vérifié aussitôt, puis conservé sous scellés. Personne ne pourra l’afficher à nouveau.',
  },
  disconnecting: {
    title: (name) => `Déconnecter ${name} ?`,
    stops:
      'Tout ce qui passe par lui s’arrête : les déploiements et les recherches ne trouvent plus ses dépôts.',
    keys: (count) =>
      count === 1
        ? 'La clé SSH qui en est venue reste : retirez-la dans l’onglet Clés SSH.'
        : `Les ${count} clés SSH qui en sont venues restent : retirez-les dans l’onglet Clés SSH.`,
    grant: (host) => `Notre accès est aussi révoqué chez ${host}.`,
    token: (host) =>
      `Le jeton d’accès est oublié ici, et reste valable chez ${host} tant que vous ne l’y révoquez pas.`,
    act: 'Déconnecter',
  },
};
