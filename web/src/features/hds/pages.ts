import { definePage } from '../../shell/define-page.ts';
import { confirmTexts, hdsTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'hds',
    load: () => import('./hds-page.tsx'),
    component: 'HdsPage',
    texts: [hdsTexts],
    frame: 'account',
    who: 'member',
    tab: { order: 6, label: { en: 'Health data', fr: 'Données de santé' } },
  }),
  definePage({
    name: 'confirmHealthContact',
    load: () => import('./confirm-page.tsx'),
    component: 'ConfirmHealthContactPage',
    texts: [confirmTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
