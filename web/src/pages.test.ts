import { demoPages, type PageName, paths } from '@loge/protocol';
import { describe, expect, test } from 'vitest';
import { pages } from '../../e2e/pages.ts';
import { visits } from '../../e2e/visits.ts';

const every = (Object.keys(paths) as PageName[]).sort();

describe('every page that has an address', () => {
  test('is declared by one feature', () => {
    expect(pages.map(({ name }) => name).sort()).toEqual(every);
  });

  test('is looked at, weighed and held still by the browser tests', () => {
    const visited = new Set(visits.map(({ page }) => page));
    expect([...visited].sort()).toEqual(every.filter((name) => !demoPages.includes(name)));
    expect(new Set(visits.map(({ name }) => name)).size).toBe(visits.length);
  });

  test('has a place of its own among the tabs, where it is one', () => {
    const orders = pages.flatMap(({ tab }) => (tab ? [tab.order] : []));
    expect(new Set(orders).size).toBe(orders.length);
    expect(orders.length).toBeGreaterThan(3);
  });
});
