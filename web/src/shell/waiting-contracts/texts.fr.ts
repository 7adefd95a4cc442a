import type { WaitingTexts } from './texts.en.ts';

export const texts: WaitingTexts = {
  title: 'Un document vous attend',
  body: (name, by, overdue) =>
    by === null
      ? `${name} : à lire et à accepter.`
      : overdue
        ? `${name} était à accepter avant le ${by}.`
        : `${name} : à lire et à accepter avant le ${by}.`,
  act: 'Lire et accepter',
};
