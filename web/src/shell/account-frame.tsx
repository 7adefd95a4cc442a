import { Suspense, useEffect, useId, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useLocale } from '../i18n/i18n-provider.tsx';
import { useTexts } from '../i18n/texts.ts';
import { SkeletonPage } from '../ui/skeleton.tsx';
import styles from './account-frame.module.css';
import { contentId } from './content-place.ts';
import type { Tab } from './define-page.ts';
import { fetchAhead } from './fetch-ahead.ts';
import { Link } from './link.tsx';
import { TabLabel } from './tab-page.tsx';
import { shellTexts } from './texts.ts';
import { useWay } from './way.ts';

interface Props {
  tabs: readonly (Tab & { readonly path: string })[];
}

/** The dashboard: the tabs there are, and the one that is open. */
export function AccountFrame({ tabs }: Props) {
  const texts = useTexts(shellTexts);
  const locale = useLocale();
  const title = useId();
  const list = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  // A page that is no tab itself belongs to the tab that it stands below. All of them stand below the first.
  const open = tabs.findLast(({ path }) => pathname.startsWith(path));
  // As a strip on a small screen, the list may hide the tab that is open.
  useEffect(() => {
    const current = list.current?.querySelector(`[aria-current="page"]`);
    current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  const { prepare } = useWay();
  useEffect(() => {
    for (const { path } of tabs) fetchAhead(() => prepare(path));
  }, [prepare, tabs]);
  return (
    <div className={styles.frame}>
      <nav className={styles.tabs} aria-labelledby={title}>
        <p className={styles.title} id={title}>
          {texts.settings}
        </p>
        <ul className={styles.list} ref={list}>
          {tabs.map(({ path, label }) => (
            <li key={path}>
              <Link className={styles.tab} to={path} aria-current={path === open?.path ? 'page' : undefined}>
                {label[locale]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.content} id={contentId} tabIndex={-1}>
        <Suspense fallback={<SkeletonPage label={texts.loading} />}>
          <TabLabel value={open?.label[locale] ?? ''}>
            <Outlet />
          </TabLabel>
        </Suspense>
      </div>
    </div>
  );
}
