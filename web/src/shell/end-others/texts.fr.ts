import type { EndOthersTexts } from './texts.en.ts';

export const texts: EndOthersTexts = {
  offer: (count) =>
    count === 1
      ? 'Une session est aussi ouverte dans un autre navigateur. Si ce changement vient d’un doute, fermez-la.'
      : `Des sessions sont aussi ouvertes dans ${count} autres navigateurs. Si ce changement vient d’un doute, fermez-les.`,
  act: (count) => (count === 1 ? 'Fermer l’autre session' : 'Fermer toutes les autres'),
  done: (count) => (count === 1 ? 'L’autre session est fermée.' : 'Toutes les autres sessions sont fermées.'),
};
