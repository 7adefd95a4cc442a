import { forgejo } from './forgejo.ts';
import { gitHub } from './github.ts';
import { gitLab } from './gitlab.ts';
import type { MakeProvider } from './provider.ts';

/** The client of the software that a type stands for. */
export const makeProvider: MakeProvider = (type, origin, options) => {
  switch (type) {
    case 'github':
    case 'github-enterprise':
      return gitHub(type, origin, options);
    case 'gitlab':
    case 'gitlab-self-hosted':
      return gitLab(type, origin, options);
    case 'forgejo':
      return forgejo(type, origin, options);
  }
};
