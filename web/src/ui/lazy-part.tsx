import { type ComponentType, createElement, lazy, type ReactNode, Suspense } from 'react';

/**
 * A part of a page that is shown only after somebody asked for it, and loaded then: dialogs, forms that open in
 * place. `fallback` stands there for the moment that it takes.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  fallback: ReactNode = null,
): ComponentType<P> {
  const Part = lazy(async () => ({ default: await load() }));
  return (props: P) => <Suspense fallback={fallback}>{createElement(Part, props)}</Suspense>;
}
