import type { ReturnTexts } from './return-texts.en.ts';

export const texts: ReturnTexts = {
  link: {
    title: (provider) => `Connecter ${provider}`,
    body: (host, platform) =>
      `Vous allez sur ${host}, qui vous demande si ${platform} peut voir vos dépôts et vos clés SSH. Puis vous revenez ici.`,
    act: (host) => `Continuer sur ${host}`,
    already: (provider) => `${provider} est connecté`,
    alreadyBody: (name) => `${name} est connecté à votre compte : il n’y a rien à faire ici.`,
    brokenBody: (name) =>
      `${name} est connecté à votre compte, mais le lien ne fonctionne pas comme il faut. Reconnectez-le, ou voyez ce qui ne va pas.`,
    again: 'Reconnecter',
    notOffered: (provider) => `${provider} n’est pas proposé ici`,
    notOfferedBody: 'Ceux qui tiennent cette plateforme ne l’ont pas préparé.',
    unconfirmed: 'Confirmez d’abord votre adresse e-mail : d’ici là, rien ne peut être connecté.',
  },
  coming: {
    title: (provider) => `Connexion de ${provider}`,
    body: (provider) => `Vous revenez de ${provider}. Un instant…`,
  },
  done: {
    title: (provider) => `${provider} est connecté`,
    body: 'Vos intégrations s’affichent.',
  },
  refused: {
    denied: {
      title: 'Rien n’a été connecté',
      body: (provider) => `Vous n’avez pas accordé l’accès chez ${provider}.`,
    },
    failed: {
      title: 'Rien n’a été connecté',
      body: (provider) => `${provider} n’est pas allé au bout. Recommencer peut suffire.`,
    },
    late: {
      title: 'Cela a pris trop de temps',
      body: (provider) =>
        `Plus de dix minutes ont passé depuis votre départ vers ${provider} : rien n’a été connecté. Recommencez.`,
    },
    foreign: {
      title: 'Ceci n’a pas été commencé ici',
      body: () =>
        'C’était dans un autre navigateur, ou avant une nouvelle connexion de votre part. Pour protéger votre compte, rien n’a été connecté. Recommencez d’ici.',
    },
    used: {
      title: 'C’est déjà fait',
      body: (provider) =>
        `Ce que ${provider} vous a remis sert une seule fois, et a déjà servi. Vos intégrations montrent ce qui en est résulté.`,
    },
    elsewhere: {
      title: 'Rien n’a été connecté',
      body: (provider) =>
        `Ce compte ${provider} est lié à un autre compte de cette plateforme. Déconnectez-le d’abord là-bas.`,
    },
    incomplete: {
      title: 'Il n’y a rien à terminer',
      body: (provider) =>
        `${provider} vous amène ici une fois l’accès accordé. Commencez depuis vos intégrations.`,
    },
    signedOut: {
      title: 'Votre session est terminée',
      body: () =>
        'C’est arrivé pendant votre absence : rien n’a été connecté. Connectez-vous, puis recommencez.',
    },
    other: { title: 'Rien n’a été connecté', body: () => '' },
  },
  again: 'Recommencer',
  see: 'Voir vos intégrations',
  signIn: 'Se connecter',
};
