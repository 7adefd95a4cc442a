import { type ReactNode, useEffect, useRef, useState } from 'react';

interface Props {
  /** Somebody is on their way to it already. */
  now: boolean;
  /** How high it will be, in pixels, about. */
  height: number;
  children: ReactNode;
}

/** Shows a part of a page from when somebody comes near it (docs/decisions/007): who does not scroll there loads none of it. */
export function WhenNear({ now, height, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(now);
  // Once there it stays.
  if (now && !near) setNear(true);
  useEffect(() => {
    const { current } = place;
    if (!current) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '0px 0px -1px' },
    );
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  return near ? children : <div ref={place} style={{ minHeight: height }} />;
}
