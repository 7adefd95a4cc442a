import { definePage } from '../../shell/define-page.ts';
import { twoFactorTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'stopTwoFactor',
    load: () => import('./link-pages.tsx'),
    component: 'StopTwoFactorPage',
    texts: [twoFactorTexts],
    frame: 'plain',
    who: 'anybody',
  }),
  definePage({
    name: 'keepTwoFactor',
    load: () => import('./link-pages.tsx'),
    component: 'KeepTwoFactorPage',
    texts: [twoFactorTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
