import * as features from './features.ts';
import type { Chapter } from './route.ts';

/** The chapters that the features declare, in the order that people read them. */
const chapters = (): readonly Chapter[] =>
  Object.values(features)
    .flatMap((module) => ('chapter' in module ? [module.chapter] : []))
    .sort((one, other) => one.order - other.order);

const chapterOf = (routeId: string): Chapter | undefined =>
  chapters().find(({ routes }) => routes.includes(routeId.split('.', 1)[0] ?? ''));

/** Throws for a route that belongs to no chapter. */
export function tagOf(routeId: string): string {
  const chapter = chapterOf(routeId);
  if (!chapter) throw new Error(`give ${routeId} a chapter in the protocol's module`);
  return chapter.name;
}

/** The tags that some route uses. */
export const tagsOf = (routeIds: readonly string[]): { name: string; description: string }[] => {
  const used = new Set(routeIds.map(tagOf));
  return chapters()
    .filter(({ name }) => used.has(name))
    .map(({ name, about }) => ({ name, description: about }));
};
