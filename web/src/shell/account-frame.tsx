import { Suspense, useEffect, useId, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { SkeletonPage } from '../ui/skeleton.tsx';
import styles from './account-frame.module.css';
import { contentId } from './content-place.ts';
import { fetchAhead } from './fetch-ahead.ts';
import { NavLink } from './link.tsx';
import { shellTexts } from './texts.ts';
import { useWay } from './way.ts';

/** The dashboard: the tabs there are, and the one that is open. */
const tabs = ['account', 'authorization', 'keys', 'tokens'] as const;

export function AccountFrame() {
  const texts = useTexts(shellTexts);
  const title = useId();
  const list = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  // As a strip on a small screen, the list may hide the tab that is open.
  useEffect(() => {
    const open = list.current?.querySelector(`[aria-current="page"]`);
    open?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  const { prepare } = useWay();
  useEffect(() => {
    for (const tab of tabs) fetchAhead(() => prepare(paths[tab]));
  }, [prepare]);
  return (
    <div className={styles.frame}>
      <nav className={styles.tabs} aria-labelledby={title}>
        <p className={styles.title} id={title}>
          {texts.settings}
        </p>
        <ul className={styles.list} ref={list}>
          {tabs.map((tab) => (
            <li key={tab}>
              <NavLink end={tab === 'account'} className={styles.tab} to={paths[tab]}>
                {texts.tabs[tab]}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.content} id={contentId} tabIndex={-1}>
        <Suspense fallback={<SkeletonPage label={texts.loading} />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}
