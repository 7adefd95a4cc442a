import { definePage } from '../../shell/define-page.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { profileTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'account',
    load: () => import('./account-page.tsx'),
    component: 'AccountPage',
    texts: [profileTexts, fieldTexts],
    frame: 'account',
    who: 'member',
    tab: { order: 1, label: { en: 'Basic information', fr: 'Informations générales' } },
  }),
  definePage({
    name: 'unsubscribe',
    load: () => import('./unsubscribe-page.tsx'),
    component: 'UnsubscribePage',
    texts: [profileTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
