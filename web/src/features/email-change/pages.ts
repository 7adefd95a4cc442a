import { definePage } from '../../shell/define-page.ts';
import { emailChangePageTexts } from './page-texts.ts';

export const pages = [
  definePage({
    name: 'confirmEmail',
    load: () => import('./link-pages.tsx'),
    component: 'ConfirmEmailPage',
    with: 'SignInForm',
    texts: [emailChangePageTexts],
    frame: 'plain',
    who: 'anybody',
  }),
  definePage({
    name: 'cancelEmail',
    load: () => import('./link-pages.tsx'),
    component: 'CancelEmailPage',
    texts: [emailChangePageTexts],
    frame: 'plain',
    who: 'anybody',
  }),
  definePage({
    name: 'undoEmail',
    load: () => import('./link-pages.tsx'),
    component: 'UndoEmailPage',
    texts: [emailChangePageTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
