import type { HomeTexts } from './texts.en.ts';

export const texts: HomeTexts = {
  title: (name) => `Bonjour ${name}`,
  intro: (platform) => `Votre compte ${platform}.`,
  attention: {
    title: 'Ce qui demande votre attention',
    nothing: 'Rien ne demande votre attention.',
    tokenEnds: (name, days) =>
      days <= 1
        ? `Le jeton d’API « ${name} » vit son dernier jour`
        : `Le jeton d’API « ${name} » expire dans ${days} jours`,
    tokenUsed: 'Dernière utilisation',
    tokenUnused: 'Pas encore utilisé.',
    tokenStops: 'Tout ce qui s’en sert s’arrêtera alors, sauf si vous le renouvelez.',
    seeTokens: 'Voir les jetons d’API',
    links: {
      expiring: (name) => `Votre lien avec ${name} expire bientôt`,
      scope_missing: (name) => `Il manque un droit à votre lien avec ${name}`,
      organisation_blocked: (name) => `Une organisation bloque votre lien avec ${name}`,
      revoked: (name) => `Votre lien avec ${name} ne fonctionne plus`,
    },
    linkStops: 'Ce qui en est déployé peut ne pas trouver ses dépôts tant que vous n’y avez pas veillé.',
    seeIntegrations: 'Voir les intégrations',
    healthUncovered: (name) => `L’application de santé « ${name} » n’a pas de contact`,
    healthUncoveredFacts: 'L’autorité peut demander une personne qui désigne un professionnel de santé.',
    healthReview: (name) => `Le contact de santé ${name} est à revoir`,
    healthReviewFacts: 'Dites qu’il est toujours exact, ou corrigez-le.',
    seeHealth: 'Voir les données de santé',
    contract: (name) => `À accepter : ${name}`,
    contractFacts: (by, overdue) =>
      by === null
        ? 'Une nouvelle version vous attend.'
        : overdue
          ? `Ce document était à accepter avant le ${by}.`
          : `À lire et à accepter avant le ${by}.`,
    seeContracts: 'Lire et accepter',
    unconfirmed: 'Votre adresse e-mail n’est pas confirmée',
    unconfirmedFacts: (email) =>
      `Ouvrez le lien envoyé à ${email}. D’ici là, vous ne pouvez créer ni jeton, ni clé, ni intégration.`,
    resend: 'Renvoyer le lien',
    resent: (email) => `Un nouveau lien est en route vers ${email}. Les précédents ne servent plus.`,
  },
  activity: {
    title: 'Activité récente',
    hint: 'Ce qui est arrivé à votre compte. Si ce n’était pas vous, choisissez un nouveau mot de passe.',
    empty: 'Les connexions et les changements de votre compte s’afficheront ici.',
  },
};
