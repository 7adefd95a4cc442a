import { definePage } from '../../shell/define-page.ts';
import { deletionPageTexts } from './page-texts.ts';
import { deletionTexts } from './texts.ts';

export const pages = [
  // The last steps need a session of the account.
  definePage({
    name: 'confirmDeletion',
    load: () => import('./confirm-deletion-page.tsx'),
    component: 'ConfirmDeletionPage',
    with: 'SignInForm',
    texts: [deletionPageTexts, deletionTexts],
    frame: 'plain',
    who: 'anybody',
  }),
  definePage({
    name: 'stopDeletion',
    load: () => import('./link-pages.tsx'),
    component: 'StopDeletionPage',
    texts: [deletionPageTexts],
    frame: 'plain',
    who: 'anybody',
  }),
  definePage({
    name: 'undoDeletion',
    load: () => import('./link-pages.tsx'),
    component: 'UndoDeletionPage',
    texts: [deletionPageTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
