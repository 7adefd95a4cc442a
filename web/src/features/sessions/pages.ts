import { definePage, definePart } from '../../shell/define-page.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { sessionTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'signIn',
    load: () => import('./sign-in-page.tsx'),
    component: 'SignInPage',
    texts: [sessionTexts, fieldTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];

/** The form that pages of mailed links show to somebody who is not signed in yet. */
export const signInForm = definePart({
  load: () => import('./sign-in-form.tsx'),
  component: 'SignInForm',
  texts: [sessionTexts, fieldTexts],
});
