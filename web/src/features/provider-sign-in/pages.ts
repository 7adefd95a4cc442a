import { definePage } from '../../shell/define-page.ts';
import { providerSignInTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'githubSignIn',
    load: () => import('./return-pages.tsx'),
    component: 'GithubReturnPage',
    texts: [providerSignInTexts],
    frame: 'plain',
    who: 'anybody',
  }),
  definePage({
    name: 'gitlabSignIn',
    load: () => import('./return-pages.tsx'),
    component: 'GitlabReturnPage',
    texts: [providerSignInTexts],
    frame: 'plain',
    who: 'anybody',
  }),
  definePage({
    name: 'proveByProvider',
    load: () => import('./prove-page.tsx'),
    component: 'ProvePage',
    texts: [providerSignInTexts],
    frame: 'plain',
    who: 'member',
  }),
];
