import { credentialErrorTexts } from '../../api/credential-error-texts.ts';
import { definePage } from '../../shell/define-page.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { tokenTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'tokens',
    load: () => import('./tokens-page.tsx'),
    component: 'TokensPage',
    texts: [tokenTexts, fieldTexts, credentialErrorTexts],
    frame: 'account',
    who: 'member',
    tab: { order: 4, label: { en: 'API Tokens', fr: 'Jetons d’API' } },
  }),
];
