import * as features from './features.ts';
import { isRoute, type Route } from './route.ts';

/** Every route there is: whatever the modules of the features export as one. */
export const routes: readonly Route[] = collect(features);

/** Throws for an id that two routes have. */
export function collect(modules: Readonly<Record<string, object>>): readonly Route[] {
  const byId = new Map<string, Route>();
  for (const exported of Object.values(modules).flatMap((module) => Object.values(module))) {
    if (!isRoute(exported)) continue;
    if ((byId.get(exported.id) ?? exported) !== exported)
      throw new Error(`two routes are called ${exported.id}`);
    byId.set(exported.id, exported);
  }
  return [...byId.values()];
}
