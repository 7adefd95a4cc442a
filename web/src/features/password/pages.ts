import { definePage } from '../../shell/define-page.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { resetTexts } from './reset-texts.ts';
import { passwordTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'forgottenPassword',
    load: () => import('./forgotten-password-page.tsx'),
    component: 'ForgottenPasswordPage',
    texts: [passwordTexts],
    frame: 'plain',
    who: 'anybody',
  }),
  definePage({
    name: 'takeBack',
    load: () => import('./forgotten-password-page.tsx'),
    component: 'TakeBackPage',
    texts: [passwordTexts],
    frame: 'plain',
    who: 'anybody',
  }),
  definePage({
    name: 'newPassword',
    load: () => import('./new-password-page.tsx'),
    component: 'NewPasswordPage',
    texts: [passwordTexts, resetTexts, fieldTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
