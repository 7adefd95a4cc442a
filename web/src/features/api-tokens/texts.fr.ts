import type { TokenTexts } from './texts.en.ts';

export const texts: TokenTexts = {
  intro: 'Pour les scripts et les outils qui agissent à votre place. Ne donnez à chacun que le nécessaire.',
  active: 'Actifs',
  generate: 'Créer un jeton',
  noneLeft: 'Plus aucun jeton ne fonctionne. Ceux qui ont pris fin sont listés plus bas.',
  none: 'Aucun jeton pour l’instant. Avec un jeton, un script ou un outil agit à votre place sans connaître votre mot de passe.',
  unconfirmed: 'Confirmez d’abord votre adresse e-mail : d’ici là, aucun jeton ne peut être créé.',
  full: 'Accès complet',
  permissions: (count) => `${count} droits`,
  apps: (count) => (count === 1 ? '1 application' : `${count} applications`),
  left: (days) => (days <= 1 ? 'Dernier jour' : `Encore ${days} jours`),
  used: 'Dernière utilisation',
  from: 'depuis',
  unused: 'Pas encore utilisé',
  until: 'jusqu’au',
  never: 'n’expire jamais',
  overlap: (moment) => `son ancien secret fonctionne jusqu’au ${moment}`,
  may: 'Droits :',
  on: 'Applications :',
  renew: 'Renouveler',
  revoke: 'Révoquer',
  renewLong: (name) => `Renouveler ${name}`,
  revokeLong: (name) => `Révoquer ${name}`,
  said: {
    revoked: (name) => `« ${name} » a été révoqué.`,
    withMade: (name, count) =>
      count === 1
        ? `« ${name} » a été révoqué, ainsi que le jeton qu’il avait créé.`
        : `« ${name} » a été révoqué, ainsi que les ${count} jetons qu’il avait créés.`,
    gone: 'Ce jeton n’était déjà plus valable.',
  },
  ended: {
    title: 'Terminés depuis moins de 30 jours',
    revoked: 'Révoqué',
    expired: 'Expiré',
    used: 'dernière utilisation',
    never: 'jamais utilisé',
  },
  fresh: {
    ready: (name) => `« ${name} » est prêt`,
    renewed: (name) => `« ${name} » a un nouveau secret`,
    body: 'Copiez-le maintenant. Il n’est pas conservé en clair, et personne ne pourra l’afficher à nouveau.',
    secret: 'le secret',
    command: 'la commande qui l’échange',
    kept: 'Je l’ai gardé',
  },
  leaving: {
    title: 'Partir sans le secret ?',
    body: 'Un secret de cette page n’a pas encore été gardé. Une fois la page quittée, personne ne pourra l’afficher à nouveau : il faudra renouveler le jeton.',
    stay: 'Rester ici',
    leave: 'Partir',
  },
  form: {
    name: 'Nom',
    nameHint: 'Ce qui s’en servira : un script, un outil, un ordinateur.',
    longest: (days) => `Un jeton vit ${days} jours au plus sur cette plateforme.`,
    access: 'Ce qu’il peut faire',
    chosen: 'Droits choisis',
    full: 'Accès complet',
    fullHint:
      'Tout ce que peut votre compte, maintenant et plus tard. Qui le trouve peut en faire autant : choisissez des droits quand c’est possible.',
    own: 'Votre compte',
    chooseScope: 'Choisissez au moins un droit.',
    chooseApp: 'Choisissez au moins une application.',
    reach: 'Sur quelles applications',
    allApps: 'Toutes les vôtres',
    chosenApps: 'Certaines',
    apps: 'Applications',
    submit: 'Créer',
  },
  scopes: {
    'account:read': { label: 'Voir votre compte', hint: 'Profil, adresse, sessions et applications.' },
    'account:write': {
      label: 'Modifier votre compte',
      hint: 'Profil et préférences. L’adresse, le mot de passe et le second facteur demandent toujours de prouver que c’est vous.',
    },
    'keys:read': { label: 'Voir vos clés SSH', hint: '' },
    'keys:write': { label: 'Ajouter et retirer des clés SSH', hint: '' },
    'tokens:read': { label: 'Voir vos jetons d’API', hint: 'Jamais leurs secrets.' },
    'tokens:write': {
      label: 'Créer, renouveler et révoquer des jetons d’API',
      hint: 'Aucun qui puisse plus que celui-ci.',
    },
    'integrations:read': {
      label: 'Voir vos intégrations',
      hint: 'Et chercher les dépôts qu’elles atteignent.',
    },
    'integrations:write': {
      label: 'Connecter et déconnecter des intégrations',
      hint: 'Et en importer les clés SSH.',
    },
    'hds:read': {
      label: 'Voir vos applications de santé et leurs contacts',
      hint: 'Et quand ceux-ci ont été revus.',
    },
    'hds:write': {
      label: 'Modifier les contacts de santé',
      hint: 'Et dire qu’ils sont toujours exacts.',
    },
    'events:read': { label: 'Lire votre journal de sécurité', hint: '' },
  },
  renewing: {
    title: (name) => `Renouveler « ${name} » ?`,
    body: 'Il reçoit un nouveau secret et garde ses droits. Il faudra donner ce nouveau secret à tout ce qui s’en sert.',
    overlap: 'L’ancien secret cesse de fonctionner',
    overlaps: { none: 'Aussitôt', hour: 'Dans 1 h', day: 'Dans 24 h' },
    act: 'Renouveler',
  },
  revoking: {
    title: (name) => `Révoquer « ${name} » ?`,
    body: 'Tout ce qui s’en sert sera refusé dès le prochain appel. C’est définitif.',
    made: (count) =>
      count === 1
        ? 'Révoquer aussi le jeton qu’il a créé'
        : `Révoquer aussi les ${count} jetons qu’il a créés`,
    act: 'Révoquer',
  },
  uses: {
    title: 'Utilisations des 30 derniers jours',
    none: 'Rien ne s’en est servi ces 30 derniers jours.',
    unknown: 'Client inconnu',
    times: (count) => (count === 1 ? 'une fois' : `${count} fois`),
    last: 'la dernière',
    more: (count) => (count === 1 ? 'et depuis un autre endroit' : `et depuis ${count} autres endroits`),
    called: 'Ce qu’il a fait',
    onApp: (scope, app) => `${scope} sur ${app}`,
    made: 'Jetons qu’il a créés',
    madeUsed: 'dernière utilisation',
    madeNever: 'jamais utilisé',
    narrower: (scopes) =>
      `Il a un accès complet, mais n’a utilisé que ${scopes}. Un jeton plus restreint suffirait, et exposerait moins de choses.`,
    narrow: 'En créer un plus restreint',
  },
};
