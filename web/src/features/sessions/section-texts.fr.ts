import type { SessionsSectionTexts } from './section-texts.en.ts';

const sur = (system: string | null) => (system ? ` sur ${system}` : '');
const depuis = (address: string | null) => (address ? ` (${address})` : '');

export const texts: SessionsSectionTexts = {
  title: 'Sessions',
  hint: 'Là où votre compte est ouvert. Si vous n’en reconnaissez pas une, fermez tous les autres accès plus bas, puis changez de mot de passe.',
  name: (browser, system) => `${browser ?? 'Navigateur inconnu'}${sur(system)}`,
  current: 'Cette session',
  seen: 'vue',
  opened: 'ouverte',
  remembered: 'navigateur mémorisé',
  onlyHere: 'Aucune autre session n’est ouverte.',
  end: 'Fermer',
  endLong: (name) => `Fermer ${name}`,
  endOthers: 'Fermer toutes les autres',
  asking: {
    title: 'Fermer cette session ?',
    body: (name, address) =>
      `${name}${depuis(address)} sera aussitôt déconnecté. Ce qui n’y est pas enregistré sera perdu.`,
    act: 'Fermer la session',
  },
  askingOthers: {
    title: 'Fermer toutes les autres sessions ?',
    body: (count) =>
      count === 1
        ? 'Un autre navigateur sera aussitôt déconnecté. Celui-ci reste connecté.'
        : `${count} autres navigateurs seront aussitôt déconnectés. Celui-ci reste connecté.`,
  },
  ended: (name) => `${name} : session fermée.`,
  endedOthers: 'Toutes les autres sessions sont fermées.',
  gone: 'Cette session était déjà fermée.',
};
