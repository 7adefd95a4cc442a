import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';

/**
 * While it is in use, leaving the page asks first: by a link of ours or by going back in a question of the page's
 * own (`leaving`), by closing or reloading in the browser's. A browser without the Navigation API goes back unasked.
 * @param on there is something to lose.
 */
export function useLeaveGuard(on = true): { leaving: boolean; stay(): void; leave(): void } {
  const navigate = useNavigate();
  /** What was asked for, to be done by whoever insists. */
  const [wanted, setWanted] = useState<(() => void) | null>(null);
  const insisted = useRef(false);

  useEffect(() => {
    if (!on) return;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!insisted.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const path = pathOf(event);
      if (path === null) return;
      // Before the router hears of it, which leaves alone what is prevented.
      event.preventDefault();
      setWanted(() => () => navigate(path));
    };
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType !== 'traverse' || !event.cancelable || insisted.current) return;
      event.preventDefault();
      const { key } = event.destination;
      setWanted(() => () => navigation.traverseTo(key));
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    const history = 'navigation' in window ? navigation : null;
    history?.addEventListener('navigate', onNavigate);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
      history?.removeEventListener('navigate', onNavigate);
    };
  }, [navigate, on]);

  return {
    leaving: wanted !== null,
    stay: () => setWanted(null),
    leave: () => {
      insisted.current = true;
      setWanted(null);
      wanted?.();
    },
  };
}

/** Where a click leads within this site, away from this page; null when it does not. */
function pathOf(event: MouseEvent): string | null {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!plain || !link?.href || link.target || link.download) return null;
  const url = new URL(link.href);
  if (url.origin !== location.origin || url.pathname === location.pathname) return null;
  return url.pathname + url.search + url.hash;
}
