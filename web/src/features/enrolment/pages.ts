import { definePage } from '../../shell/define-page.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { totpTexts } from '../../shell/totp/texts.ts';
import { enrolmentTexts } from './texts.ts';

export const pages = [
  // An operator who has a password signs in on this page.
  definePage({
    name: 'operator',
    load: () => import('./enrolment-page.tsx'),
    component: 'EnrolmentPage',
    with: 'SignInForm',
    texts: [enrolmentTexts, fieldTexts, totpTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
