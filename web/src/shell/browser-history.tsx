import { type ReactNode, startTransition, useLayoutEffect, useMemo, useState } from 'react';
import { createPath, type Location, NavigationType, type Navigator, Router, type To } from 'react-router';

interface Here {
  readonly location: Location;
  readonly type: NavigationType;
}

/** What the browser's history keeps for us beside the address; other scripts may have written there. */
function keptState(): unknown {
  const kept: unknown = history.state;
  return typeof kept === 'object' && kept !== null && 'loge' in kept ? kept.loge : null;
}

function here(type: NavigationType): Here {
  const { pathname, search, hash } = window.location;
  return { location: { pathname, search, hash, state: keptState(), key: 'default' }, type };
}

const hrefOf = (to: To): string => (typeof to === 'string' ? to : createPath(to));

/** Ties the routes to the browser's address and history. Ours for its weight (docs/decisions/010). */
export function BrowserHistory({ children }: { children: ReactNode }) {
  const [now, setNow] = useState(() => here(NavigationType.Pop));
  const navigator = useMemo((): Navigator => {
    // The old page stays until the new one is here.
    const arrive = (type: NavigationType) => startTransition(() => setNow(here(type)));
    return {
      createHref: hrefOf,
      go: (delta) => history.go(delta),
      push(to, state) {
        history.pushState({ loge: state }, '', hrefOf(to));
        arrive(NavigationType.Push);
      },
      replace(to, state) {
        history.replaceState({ loge: state }, '', hrefOf(to));
        arrive(NavigationType.Replace);
      },
    };
  }, []);
  useLayoutEffect(() => {
    const onPop = () => startTransition(() => setNow(here(NavigationType.Pop)));
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, []);
  return (
    <Router location={now.location} navigationType={now.type} navigator={navigator}>
      {children}
    </Router>
  );
}
