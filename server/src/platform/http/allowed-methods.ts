import type { FastifyInstance } from 'fastify';
import { pathOf } from './path-of.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The methods that routes have for a URL, for a request that no route took. Empty when there are none. */
    allowedMethods(url: string): readonly string[];
  }
}

/** Remembers every route that is added from now on, so that a wrong method can be told from a wrong path. */
export function rememberMethods(app: FastifyInstance): void {
  const exact = new Map<string, Set<string>>();
  const patterns: { readonly parts: readonly string[]; readonly methods: Set<string> }[] = [];
  const known = (url: string): Set<string> => {
    const methods = exact.get(url) ?? new Set();
    if (!exact.has(url)) {
      exact.set(url, methods);
      if (url.includes(':')) patterns.push({ parts: url.split('/'), methods });
    }
    return methods;
  };
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) known(url).add(one);
  });
  app.decorate('allowedMethods', (url: string) => {
    const path = pathOf(url);
    const parts = path.split('/');
    const found = [
      exact.get(path),
      ...patterns.filter((pattern) => fits(pattern.parts, parts)).map((p) => p.methods),
    ];
    return [...new Set(found.flatMap((methods) => [...(methods ?? [])]))].sort();
  });
}

const fits = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.length === parts.length &&
  pattern.every((part, i) => part === parts[i] || (part.startsWith(':') && parts[i] !== ''));
