import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';

/** How long a browser may take to leave, in milliseconds. Whoever stopped it then can press again. */
const leaving = 10_000;

interface Departure<Wish> {
  /** Where somebody is on their way to; null at rest. */
  readonly to: Wish | null;
  readonly error: unknown;
  begin(wish: Wish): void;
}

/** Leaves for another site's page. @param ask finds out its address. */
export function useDeparture<Wish>(ask: (wish: Wish) => Promise<string>): Departure<Wish> {
  const work = useMutation({ mutationFn: async (wish: Wish) => location.assign(await ask(wish)) });
  const { isPending, isSuccess: left, reset } = work;
  useEffect(() => {
    if (!left) return;
    const timer = setTimeout(reset, leaving);
    // Somebody came back, and the browser had kept the page as it was.
    window.addEventListener('pageshow', reset);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pageshow', reset);
    };
  }, [left, reset]);
  return { to: isPending || left ? (work.variables ?? null) : null, error: work.error, begin: work.mutate };
}
