import { definePage } from '../../shell/define-page.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { signUpTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'signUp',
    load: () => import('./sign-up-page.tsx'),
    component: 'SignUpPage',
    texts: [signUpTexts, fieldTexts],
    frame: 'plain',
    who: 'anybody',
  }),
  definePage({
    name: 'confirmation',
    load: () => import('./confirmation-page.tsx'),
    component: 'ConfirmationPage',
    with: 'SignInForm',
    texts: [signUpTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
