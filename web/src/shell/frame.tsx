import { Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation, useNavigationType } from 'react-router';
import { useSessionState } from '../api/session-state.ts';
import { useAskedProof } from '../api/with-proof.ts';
import { useTexts } from '../i18n/texts.ts';
import { SkeletonPage } from '../ui/skeleton.tsx';
import { contentPlace } from './content-place.ts';
import { ContractsBanner } from './contracts-banner.tsx';
import { EndedBanner } from './ended-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { fieldTexts } from './fields/texts.ts';
import styles from './frame.module.css';
import { lazyDialog } from './lazy-part.tsx';
import { LostWay } from './lost-way.tsx';
import { OtherAccountBanner } from './other-account-banner.tsx';
import { proofTexts } from './proof/texts.ts';
import { shellTexts } from './texts.ts';
import { TopBar } from './top-bar.tsx';

// Loaded later, because it is needed seldom.
const ProofDialog = lazyDialog(
  async () => (await import('./proof/proof-dialog.tsx')).ProofDialog,
  [proofTexts, fieldTexts],
);

/** The frame around every page. */
export function Frame() {
  const texts = useTexts(shellTexts);
  const { pathname } = useLocation();
  const session = useSessionState();
  const asked = useAskedProof();
  const main = useMainFocus(pathname);
  return (
    <>
      <a className={styles.skip} href="#main">
        {texts.skip}
      </a>
      <TopBar />
      {session === 'ended' && <EndedBanner />}
      {session === 'anothers' && <OtherAccountBanner />}
      <LostWay />
      <ContractsBanner />
      <main id="main" className={styles.main} ref={main} tabIndex={-1}>
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<SkeletonPage label={texts.loading} />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
      {asked && <ProofDialog asked={asked} onClose={() => asked.settle(false)} />}
    </>
  );
}

/**
 * After a navigation, moves the focus to the new page, so that keyboard and screen reader do not stay at a link that is gone.
 */
function useMainFocus(pathname: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  const type = useNavigationType();
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    contentPlace()?.focus({ preventScroll: true });
    if (type !== 'POP') window.scrollTo(0, 0);
  }, [pathname, type]);
  useEffect(() => {
    const place = main.current;
    // The skip link leads to the main part, which may begin with a list of tabs. The focus goes on to the content.
    const onFocus = () => contentPlace()?.focus({ preventScroll: true });
    place?.addEventListener('focus', onFocus);
    return () => place?.removeEventListener('focus', onFocus);
  }, []);
  return main;
}
