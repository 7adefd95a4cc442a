import type { RevocationTexts } from './texts.en.ts';

export const texts: RevocationTexts = {
  title: 'Un doute ?',
  hint: 'Un ordinateur perdu, une connexion étrange : fermez en une fois tout ce qui ouvre ce compte ailleurs.',
  act: 'Fermer tous les autres accès',
  see: 'Voir ce qui s’arrêterait',
  dialog: 'Fermer tous les autres accès ?',
  nothing: 'Rien d’autre n’ouvre ce compte en ce moment.',
  sessions: (count: number) =>
    count === 1 ? 'Une autre session se termine.' : `${count} autres sessions se terminent.`,
  tokens: (count: number) =>
    count === 1
      ? 'Un jeton d’API est révoqué ; ce qui s’en sert s’arrête :'
      : `${count} jetons d’API sont révoqués ; ce qui s’en sert s’arrête :`,
  browsers: (count: number) =>
    count === 1
      ? 'Un navigateur mémorisé redemandera le second facteur.'
      : `${count} navigateurs mémorisés redemanderont le second facteur.`,
  used: 'utilisé',
  never: 'jamais utilisé',
  keys: (count: number) =>
    count === 1 ? 'Désactiver aussi la clé SSH' : `Désactiver aussi les ${count} clés SSH`,
  ofKeys: { used: 'dernière utilisation', never: 'jamais utilisée' },
  stays:
    'Vous restez connecté ici. Votre mot de passe, votre second facteur et vos clés d’accès ne changent pas.',
  keysStay:
    'Vous restez connecté ici. Votre mot de passe, votre second facteur, vos clés d’accès et vos clés SSH ne changent pas.',
  identities: (count) =>
    count === 1
      ? 'Ce compte d’ailleurs connecte toujours. Si vous ne le reconnaissez pas, retirez-le sous « Se connecter avec » sur cette page :'
      : 'Ces comptes d’ailleurs connectent toujours. Retirez ceux que vous ne reconnaissez pas sous « Se connecter avec » sur cette page :',
  passkeys: (count: number) =>
    count === 1
      ? 'Cette clé d’accès permet toujours de se connecter. Si son appareil est perdu, retirez-la dans « Clés d’accès », sur cette page :'
      : 'Ces clés d’accès permettent toujours de se connecter. Retirez celle d’un appareil perdu dans « Clés d’accès », sur cette page :',
  passkeysLeft:
    'Les clés d’accès permettent toujours de se connecter : retirez celle d’un appareil perdu dans « Clés d’accès », sur cette page.',
  done: (sessions: number, tokens: number, keys: number) => {
    const disabled = keys > 0 ? ` Clés SSH désactivées : ${keys}.` : '';
    return `C’est fait. Sessions terminées : ${sessions}. Jetons révoqués : ${tokens}.${disabled} Un e-mail en donne la liste.`;
  },
};
