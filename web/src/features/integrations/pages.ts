import { definePage } from '../../shell/define-page.ts';
import { integrationTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'integrations',
    load: () => import('./integrations-page.tsx'),
    component: 'IntegrationsPage',
    texts: [integrationTexts],
    frame: 'account',
    who: 'member',
    tab: { order: 5, label: { en: 'Integrations', fr: 'Intégrations' } },
  }),
  definePage({
    name: 'linkGithub',
    load: () => import('./link-pages.tsx'),
    component: 'GithubLinkPage',
    texts: [integrationTexts],
    frame: 'plain',
    who: 'member',
  }),
  definePage({
    name: 'linkGitlab',
    load: () => import('./link-pages.tsx'),
    component: 'GitlabLinkPage',
    texts: [integrationTexts],
    frame: 'plain',
    who: 'member',
  }),
  // Whoever has been signed out meanwhile is told so there: the address holds what must not be passed on to the sign-in page.
  definePage({
    name: 'githubCallback',
    load: () => import('./callback-pages.tsx'),
    component: 'GithubCallbackPage',
    texts: [integrationTexts],
    frame: 'plain',
    who: 'anybody',
  }),
  definePage({
    name: 'gitlabCallback',
    load: () => import('./callback-pages.tsx'),
    component: 'GitlabCallbackPage',
    texts: [integrationTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
