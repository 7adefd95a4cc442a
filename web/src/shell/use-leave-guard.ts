import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';

/**
 * Asks before somebody leaves the page. For a link of this site or going back, the page asks itself (`leaving`). For closing or
 * reloading, the browser asks. A browser without the Navigation API goes back without asking.
 * @param on true while there is something to lose.
 */
export function useLeaveGuard(on = true): { leaving: boolean; stay(): void; leave(): void } {
  const navigate = useNavigate();
  /** The navigation that was asked for. It happens when somebody insists. */
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
      // This runs before the router sees the click. The router ignores a click whose default is prevented.
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

/** The path within this site, away from this page, that a click leads to; null when there is none. */
function pathOf(event: MouseEvent): string | null {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!plain || !link?.href || link.target || link.download) return null;
  const url = new URL(link.href);
  if (url.origin !== location.origin || url.pathname === location.pathname) return null;
  return url.pathname + url.search + url.hash;
}
