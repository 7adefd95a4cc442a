import type { IdentityTexts } from './texts.en.ts';

export const texts: IdentityTexts = {
  title: 'Se connecter avec',
  hint: 'Des comptes d’ailleurs qui vous connectent ici. Qui peut s’y connecter peut se connecter ici.',
  none: 'Aucun pour l’instant. Avec l’un d’eux, vous vous connectez sans saisir de mot de passe.',
  connected: 'connecté',
  used: 'dernière utilisation',
  unused: 'pas encore utilisé',
  notOffered: 'Plus proposé',
  notOfferedFacts: 'Cette plateforme ne le propose plus : il ne connecte personne.',
  connect: (provider) => `Connecter ${provider}`,
  another: (provider) => `Connecter un autre compte ${provider}`,
  unconfirmed: 'Confirmez d’abord votre adresse e-mail : d’ici là, rien ne peut être connecté.',
  remove: 'Retirer',
  removeLong: (name) => `Retirer ${name}`,
  said: {
    connected: (provider) => `${provider} vous connecte désormais.`,
    removed: (name) => `${name} a été retiré, et ne vous connecte plus.`,
    gone: 'Ce compte avait déjà été retiré.',
  },
  removing: {
    title: (name) => `Retirer ${name} ?`,
    stops:
      'Il ne vous connectera plus ici. Les liens vers votre code, sous Intégrations, restent tels quels.',
    there: (provider, platform) =>
      `${provider} continue de citer ${platform} parmi les applications de vos réglages, où vous pouvez aussi la retirer.`,
    act: 'Retirer',
    last: 'C’est votre seul moyen de vous connecter : il reste donc pour l’instant. Choisissez d’abord un mot de passe, par e-mail, ou ajoutez une clé d’accès : les deux se trouvent sur cette page.',
  },
  errors: {
    not_offered: 'Cette plateforme ne propose plus ce fournisseur. Rechargez la page.',
    last_way_in: 'C’est votre seul moyen de vous connecter.',
  },
};
