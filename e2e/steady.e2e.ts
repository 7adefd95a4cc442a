import type { Browser, Page } from '@playwright/test';
import { settled } from './looks.ts';
import { member, signInElsewhere, userAgents } from './people.ts';
import { expect, type Platform, test } from './platform.ts';
import { enter, tab } from './tab.ts';

/** Cumulative layout shift that a first visit may have; Lighthouse's own "good" is 0.1. */
const bound = 0.01;

interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

declare global {
  interface Window {
    shifts: Shift[];
  }
}

/** Keeps each shift of what stood on the page already, from the first paint on. */
function watchShifts(): void {
  window.shifts = [];
  const named = (node: Node | null): string =>
    node instanceof Element
      ? `${node.tagName.toLowerCase()}.${node.className} "${node.textContent?.slice(0, 40)}"`
      : 'text';
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
    }[]) {
      if (entry.hadRecentInput) continue;
      const moved = entry.sources.map(
        ({ node, previousRect: from, currentRect: to }) =>
          `${named(node)} ${Math.round(from.y)}+${Math.round(from.height)} → ${Math.round(to.y)}+${Math.round(to.height)}`,
      );
      window.shifts.push({ value: entry.value, moved });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** A line on which every part of the page is seen arriving by itself. */
async function slowLine(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const wait = path.startsWith('/v1/') ? 250 + (path.length % 5) * 60 : 40;
    await new Promise((resolve) => setTimeout(resolve, wait));
    await route.continue();
  });
}

/** Somebody's first visit: no cache, but signed in. */
async function visit(browser: Browser, from: Page, url: string, width: number): Promise<Shift[]> {
  const cookies = await from.context().cookies();
  const context = await browser.newContext({
    storageState: { cookies, origins: [] },
    viewport: { width, height: width === 360 ? 740 : 900 },
    locale: 'fr-FR',
  });
  const page = await context.newPage();
  await page.addInitScript(watchShifts);
  await slowLine(page);
  await page.goto(url);
  await settled(page);
  await page.waitForLoadState('networkidle');
  const shifts = await page.evaluate(() => window.shifts);
  await context.close();
  return shifts;
}

async function busyMember(browser: Browser, platform: Platform): Promise<Page> {
  const { username } = await member(platform, 'steady', 'fr');
  await signInElsewhere(platform, username, userAgents.iphone);
  await signInElsewhere(platform, username, userAgents.firefox);
  return enter(browser, platform, username, 'fr');
}

const pages = ['/', '/account', tab, `${tab}/log`, '/users/sign_in', '/users/sign_up'];

for (const width of [1280, 360]) {
  test(`nothing jumps on a first visit, ${width} px wide`, async ({ browser, platform }) => {
    test.setTimeout(240_000);
    const page = await busyMember(browser, platform);
    const found: Record<string, number> = {};
    const said: string[] = [];
    for (const path of pages) {
      if (path.startsWith('/users')) await page.context().clearCookies();
      const shifts = await visit(browser, page, platform.url + path, width);
      found[path] = shifts.reduce((sum, { value }) => sum + value, 0);
      for (const { value, moved } of shifts) said.push(`${path} ${value.toFixed(4)}: ${moved.join('; ')}`);
    }
    process.stdout.write(`    layout shift at ${width} px: ${JSON.stringify(found)}\n`);
    for (const [path, shift] of Object.entries(found))
      expect(shift, `${path}\n${said.join('\n')}`).toBeLessThan(bound);
    await page.context().close();
  });
}
