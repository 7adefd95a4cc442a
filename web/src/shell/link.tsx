import type { ComponentProps, MouseEvent } from 'react';
import { useHref, useLocation, useNavigate } from 'react-router';

import { useWay } from './way.ts';

interface Props extends Omit<ComponentProps<'a'>, 'href'> {
  /** A path of this site, from `paths.ts`. */
  to: string;
  /** Takes the place of this page in the history. */
  replace?: boolean;
}

/** Wants another tab or window, or something that the browser does by itself. */
const isForBrowser = (event: MouseEvent, target: string | undefined): boolean =>
  event.button !== 0 ||
  event.metaKey ||
  event.altKey ||
  event.ctrlKey ||
  event.shiftKey ||
  (target !== undefined && target !== '_self');

/** A link inside this site. Ours, since the router's brings its data routes along (docs/decisions/010). */
export function Link({ to, replace, onClick, ...anchor }: Props) {
  const href = useHref(to);
  const navigate = useNavigate();
  const { pathname, search, hash } = useLocation();
  const { prepare } = useWay();
  // Whoever points at it or comes to it by keyboard may be about to go.
  const ahead = () => void prepare(to).catch(() => {});
  return (
    <a
      {...anchor}
      href={href}
      onPointerEnter={ahead}
      onFocus={ahead}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || isForBrowser(event, anchor.target)) return;
        event.preventDefault();
        // A link to the page that is open adds nothing to the history, as with any link.
        navigate(to, { replace: replace ?? href === pathname + search + hash });
      }}
    />
  );
}
