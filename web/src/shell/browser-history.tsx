import { type ReactNode, startTransition, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPath, type Location, NavigationType, type Navigator, Router, type To } from 'react-router';
import { type Lost, WayContext } from './way.ts';

interface Here {
  readonly location: Location;
  readonly type: NavigationType;
}

/** Loge's part of the state of a history entry. Other scripts may have written there too. */
function keptState(): unknown {
  const kept: unknown = history.state;
  return typeof kept === 'object' && kept !== null && 'loge' in kept ? kept.loge : null;
}

function here(type: NavigationType): Here {
  const { pathname, search, hash } = window.location;
  return { location: { pathname, search, hash, state: keptState(), key: 'default' }, type };
}

const hrefOf = (to: To): string => (typeof to === 'string' ? to : createPath(to));

/** What the routes know of the page at a path. */
interface Pages {
  here(path: string): boolean;
  ask(path: string): Promise<unknown>;
}

interface Props {
  pages: Pages;
  children: ReactNode;
}

/**
 * Connects the routes to the browser's address and history. Written here because a library weighs more (docs/decisions/010). A
 * page is fetched before anything changes. When it does not come, the open page stays, with what was typed there.
 */
export function BrowserHistory({ pages, children }: Props) {
  const [now, setNow] = useState(() => here(NavigationType.Pop));
  const [lost, setLost] = useState<Lost | null>(null);
  /** The number of the latest navigation. When the page of an earlier one comes, it is no longer wanted. */
  const latest = useRef(0);
  const navigator = useMemo((): Navigator => {
    // The old page stays until the new one is rendered.
    const arrive = (type: NavigationType) => startTransition(() => setNow(here(type)));
    const go = (to: To, move: () => void): void => {
      const way = ++latest.current;
      const path = new URL(hrefOf(to), window.location.href).pathname;
      setLost(null);
      if (pages.here(path)) {
        move();
        return;
      }
      pages.ask(path).then(
        () => way === latest.current && move(),
        (error) =>
          way === latest.current && setLost({ error, again: () => go(to, move), stay: () => setLost(null) }),
      );
    };
    return {
      createHref: hrefOf,
      go: (delta) => history.go(delta),
      push: (to, state) =>
        go(to, () => {
          history.pushState({ loge: state }, '', hrefOf(to));
          arrive(NavigationType.Push);
        }),
      replace: (to, state) =>
        go(to, () => {
          history.replaceState({ loge: state }, '', hrefOf(to));
          arrive(NavigationType.Replace);
        }),
    };
  }, [pages]);
  useLayoutEffect(() => {
    const onPop = () => {
      latest.current++;
      setLost(null);
      startTransition(() => setNow(here(NavigationType.Pop)));
    };
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, []);
  const way = useMemo(() => ({ prepare: pages.ask, lost }), [pages, lost]);
  return (
    <WayContext value={way}>
      <Router location={now.location} navigationType={now.type} navigator={navigator}>
        {children}
      </Router>
    </WayContext>
  );
}
