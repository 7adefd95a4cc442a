import { credentialErrorTexts } from '../../api/credential-error-texts.ts';
import { definePage } from '../../shell/define-page.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { keyTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'keys',
    load: () => import('./keys-page.tsx'),
    component: 'KeysPage',
    texts: [keyTexts, fieldTexts, credentialErrorTexts],
    frame: 'account',
    who: 'member',
    tab: { order: 3, label: { en: 'SSH Keys', fr: 'Clés SSH' } },
  }),
];
