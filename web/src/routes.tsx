import { demoPages } from '@loge/protocol';
import type { RouteObject } from 'react-router';
import { boot } from './api/boot.ts';
import { signInForm } from './features/sessions/pages.ts';
import { paths } from './paths.ts';
import { AccountFrame } from './shell/account-frame.tsx';
import { componentOf, type PageDeclaration } from './shell/define-page.ts';
import { Frame } from './shell/frame.tsx';
import { type LazyPage, lazyPage } from './shell/lazy-page.tsx';
import { MemberGate } from './shell/member-gate.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';

/** Every page there is, as its `pages.ts` declares it. */
const pages = Object.values(
  import.meta.glob<readonly PageDeclaration[]>('./**/pages.ts', { eager: true, import: 'pages' }),
).flat();

function loaded(page: PageDeclaration): LazyPage {
  if (!page.with) return lazyPage(() => componentOf(page), page.texts);
  return lazyPage(async () => {
    const [Page, SignInForm] = await Promise.all([componentOf(page), componentOf(signInForm)]);
    return () => <Page SignInForm={SignInForm} />;
  }, [...page.texts, ...signInForm.texts]);
}

/** A path's page; the handle is how others fetch it before they go there. */
function routeOf(page: PageDeclaration): RouteObject {
  const Page = loaded(page);
  return { path: paths[page.name], element: <Page />, handle: Page };
}

const routesOf = (frame: PageDeclaration['frame'], who: PageDeclaration['who']): RouteObject[] =>
  pages
    .filter((page) => page.frame === frame && page.who === who)
    .filter(({ name }) => boot.demo || !demoPages.includes(name))
    .map(routeOf);

const tabs = pages
  .flatMap(({ name, tab }) => (tab ? [{ ...tab, path: paths[name] }] : []))
  .sort((one, other) => one.order - other.order);

/** Every URL of the web. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    children: [
      ...routesOf('plain', 'anybody'),
      { element: <MemberGate />, children: routesOf('plain', 'member') },
      {
        element: <AccountFrame tabs={tabs} />,
        children: [{ element: <MemberGate />, children: routesOf('account', 'member') }],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];
