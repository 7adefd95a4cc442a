import type { ProviderSignInTexts } from './texts.en.ts';

export const texts: ProviderSignInTexts = {
  coming: {
    title: (provider) => `De retour de ${provider}`,
    body: 'Un instant…',
  },
  second: {
    title: 'Encore une étape',
    by: (provider) => `${provider} confirme que c’est vous. Votre compte demande aussi un second facteur.`,
    submit: 'Se connecter',
    prove: 'Continuer',
  },
  form: {
    title: 'Créer votre compte',
    intro: (provider, name) =>
      `« ${name} » chez ${provider} n’a pas encore de compte ici. Il vous connectera à celui-ci, sans mot de passe.`,
    username: 'Nom d’utilisateur',
    usernameHint: 'Lettres, chiffres, points, tirets et tirets bas.',
    email: 'Adresse e-mail',
    verified: (provider) => `${provider} a vérifié cette adresse.`,
    unverified: 'Nous écrirons à cette adresse pour confirmer qu’elle est à vous.',
    noAddress: (provider) =>
      `${provider} ne nous a donné aucune adresse vérifiée. Nous écrirons à celle-ci pour confirmer qu’elle est à vous.`,
    language: 'Langue des pages et des messages',
    newsletter: 'Une lettre par mois sur les nouveautés',
    newsletterHint: 'Vous pouvez l’arrêter à tout moment, en un clic.',
    submit: 'Créer le compte',
    ended:
      'Plus de dix minutes ont passé : l’envoi n’est plus possible. Recommencez, ce que vous avez saisi est conservé.',
    haveAccount: 'Déjà un compte ?',
    signIn: 'Connectez-vous',
    connect: (provider) => `, puis connectez ${provider} dans l’onglet Authentification.`,
  },
  sent: {
    title: 'Consultez votre messagerie',
    intro: (email) => `Nous avons écrit à ${email}.`,
    body: (hours, provider) =>
      `Connectez-vous ici avec ${provider} dès maintenant, puis ouvrez le lien de ce message dans les ${hours} heures pour confirmer que l’adresse est la vôtre.`,
    nothing:
      'Rien reçu ? Regardez dans les indésirables, ou redemandez le message une fois la session ouverte.',
    signIn: (provider) => `Se connecter avec ${provider}`,
  },
  taken: {
    title: 'Vous avez déjà un compte',
    body: (email, provider, name) =>
      `${email} est l’adresse d’un compte ici, auquel « ${name} » chez ${provider} ne vous connecte pas encore. Une adresse seule n’ouvre aucun compte : il faut une étape de plus.`,
    first: (provider) => `Connectez-vous d’abord, puis connectez ${provider} dans l’onglet Authentification.`,
    signIn: 'Se connecter',
    none: 'Votre compte n’a pas de mot de passe, ou vous ne le connaissez pas ?',
    set: 'En choisir un par e-mail',
  },
  signedIn: { title: 'Vous êtes connecté', body: 'La suite s’affiche.', go: 'Continuer' },
  connected: {
    title: (provider) => `${provider} vous connecte désormais`,
    body: 'L’onglet Authentification s’affiche.',
    see: 'Voir vos moyens de connexion',
  },
  proved: {
    title: 'C’est bien vous',
    body: 'Revenez à l’autre onglet, qui continue de lui-même. Vous pouvez fermer celui-ci.',
  },
  prove: {
    title: 'Prouver que c’est vous',
    body: (names) =>
      `Connectez-vous à nouveau avec ${names}, puis revenez à l’onglet qui l’a demandé. Il reste tel quel.`,
    act: (provider) => `Continuer avec ${provider}`,
    as: (provider, name) => `Continuer avec ${provider} (${name})`,
    or: 'ou',
    none: 'Rien n’est connecté qui puisse vous identifier. Choisissez d’abord un mot de passe par e-mail, puis revenez à l’autre onglet.',
    set: 'Choisir un mot de passe par e-mail',
    otherwise:
      'Votre compte a un mot de passe ou une clé d’accès, qui sert de preuve. Revenez à l’autre onglet et recommencez-y.',
  },
  nothing: {
    sign_in: 'La connexion n’a pas abouti',
    connect: 'Rien n’a été connecté',
    prove: 'Ce n’est pas encore prouvé',
  },
  refused: {
    denied: (provider) => `Vous n’avez pas accordé l’accès chez ${provider}.`,
    failed: (provider) => `${provider} n’est pas allé au bout. Recommencer peut suffire.`,
    unreachable: (provider) =>
      `${provider} ne répond pas en ce moment. Cela passe souvent tout seul : recommencez dans un instant.`,
    late: (provider) => `Plus de dix minutes ont passé depuis votre départ vers ${provider}. Recommencez.`,
    foreign: () =>
      'Ceci a été commencé dans un autre navigateur, ou avant une nouvelle connexion de votre part. Pour protéger les comptes, rien n’a été fait. Recommencez d’ici.',
    used: (provider) =>
      `Ce que ${provider} vous a remis sert une seule fois, et a déjà servi. Si rien n’en est résulté, recommencez.`,
    incomplete: (provider) =>
      `${provider} vous amène ici une fois que vous vous y êtes connecté. Il n’y a encore rien à terminer : commencez d’ici.`,
    signedOut: () => 'Votre session s’est terminée pendant votre absence. Connectez-vous, puis recommencez.',
    elsewhere: (provider) =>
      `Ce compte ${provider} connecte quelqu’un à un autre compte d’ici. Retirez-le d’abord là-bas, ou choisissez-en un autre chez ${provider}.`,
    another: (provider) =>
      `C’est un autre compte ${provider} que celui qui vous connecte ici. Choisissez le bon chez ${provider}.`,
    suspended: () => 'Votre compte est suspendu. L’assistance peut vous dire pourquoi.',
    deleting: () => 'Votre compte est en cours de suppression. Le lien du message à ce sujet l’annule.',
    otherwise: () =>
      'Votre compte a désormais un mot de passe ou une clé d’accès, qui sert de preuve. Revenez à l’autre onglet et recommencez-y.',
    other: () => '',
  },
  again: 'Recommencer',
  signIn: 'Aller à la page de connexion',
  see: 'Voir vos moyens de connexion',
};
