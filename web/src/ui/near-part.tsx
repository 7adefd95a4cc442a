import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react';
import { lazyPart } from './lazy-part.tsx';

/** How far its place must have come into the window: what merely peeps in at the bottom can wait. */
const margin = '0px 0px -200px 0px';

/**
 * A part further down a page, loaded when somebody scrolls to it, or walks with Tab and would pass it by. Until
 * then `placeholder` keeps its place.
 */
export function nearPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  placeholder: ReactNode,
): ComponentType<P> {
  const Part = lazyPart(load, placeholder);
  return function NearPart(props: P) {
    const [near, setNear] = useState(false);
    const place = useRef<HTMLDivElement>(null);
    useEffect(() => {
      const target = place.current;
      if (near || !target) return;
      const observer = new IntersectionObserver(
        (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
        { rootMargin: margin },
      );
      const onKey = (event: KeyboardEvent) => event.key === 'Tab' && setNear(true);
      observer.observe(target);
      window.addEventListener('keydown', onKey);
      return () => {
        observer.disconnect();
        window.removeEventListener('keydown', onKey);
      };
    }, [near]);
    return near ? <Part {...props} /> : <div ref={place}>{placeholder}</div>;
  };
}
