import type { Browser, Cookie, Page } from '@playwright/test';
import { settled } from './looks.ts';
import { byApi, member, passphrase, signInElsewhere, turnOnTotp, userAgents } from './people.ts';
import { expect, type Platform, test } from './platform.ts';
import { authenticationTab, enter } from './tab.ts';
import { visits } from './visits.ts';
import { words } from './words.ts';

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

/** Somebody's first visit: nothing is cached. */
async function visit(
  browser: Browser,
  cookies: readonly Cookie[],
  url: string,
  width: number,
): Promise<Shift[]> {
  const context = await browser.newContext({
    storageState: { cookies: [...cookies], origins: [] },
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

/** Somebody with something in every section. */
async function busyMember(browser: Browser, platform: Platform): Promise<Page> {
  const { email, username } = await member(platform, 'steady', 'fr');
  await signInElsewhere(platform, username, userAgents.iphone);
  await signInElsewhere(platform, username, userAgents.firefox);
  const page = await enter(browser, platform, username, 'fr');
  const call = await byApi(platform, username);
  await call('PUT', '/v1/users/account', { user: { email: `next-${email}`, current_password: passphrase } });
  await turnOnTotp(platform, username);
  return page;
}

for (const width of [1280, 360]) {
  test(`nothing jumps on a first visit, ${width} px wide`, async ({ browser, platform }) => {
    test.setTimeout(visits.length * 40_000);
    const page = await busyMember(browser, platform);
    const cookies = await page.context().cookies();
    const found: Record<string, number> = {};
    const said: string[] = [];
    for (const { name, address, signedIn } of visits) {
      const shifts = await visit(browser, signedIn ? cookies : [], platform.url + address, width);
      found[name] = shifts.reduce((sum, { value }) => sum + value, 0);
      for (const { value, moved } of shifts) said.push(`${name} ${value.toFixed(4)}: ${moved.join('; ')}`);
    }
    process.stdout.write(`    layout shift at ${width} px: ${JSON.stringify(found)}\n`);
    for (const [name, shift] of Object.entries(found))
      expect(shift, `${name}\n${said.join('\n')}`).toBeLessThan(bound);
    await page.context().close();
  });
}

/** Everything that a page opens in its own place comes late. */
async function lateParts(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
}

/** How high the page's content was from here on, each height once, in pixels. */
const watchHeights = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const main = document.querySelector('main') as HTMLElement;
    const heights: number[] = [];
    Object.assign(window, { heights });
    const look = () => {
      const height = Math.round(main.getBoundingClientRect().height);
      if (heights.at(-1) !== height) heights.push(height);
      requestAnimationFrame(look);
    };
    look();
  });

for (const width of [1280, 360]) {
  test(`what opens in its place moves the page once, ${width} px wide`, async ({ browser, platform }) => {
    const { email, password, twoFactor, passkey, keys, tokens, integrations, totp } = words.fr;
    const { username } = await member(platform, 'opening', 'fr');
    const from = await enter(browser, platform, username, 'fr');
    const { change } = email;
    const openers = [
      { path: authenticationTab, button: change, field: email.next },
      { path: authenticationTab, button: change, nth: 1, field: password.credentials.next },
      { path: authenticationTab, button: twoFactor.setUp, field: totp.code },
      { path: authenticationTab, button: passkey.add, field: passkey.naming.name },
      { path: '/account/keys', button: keys.add, field: keys.adding.content },
      { path: '/account/tokens', button: tokens.generate, field: tokens.form.name },
      {
        path: '/account/integrations',
        button: integrations.connectLong(integrations.providers.forgejo),
        field: integrations.form.url,
      },
    ];
    const state = { cookies: await from.context().cookies(), origins: [] };
    for (const { path, button, nth = 0, field } of openers) {
      const context = await browser.newContext({
        storageState: state,
        viewport: { width, height: 900 },
        locale: 'fr-FR',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await page.goto(platform.url + path);
      await settled(page);
      await lateParts(page);
      await watchHeights(page);
      // By itself: the first sign of somebody with a mouse would fetch what opens.
      await page
        .getByRole('button', { name: button, exact: true })
        .nth(nth)
        .evaluate((element) => (element as HTMLElement).click());
      await page.getByLabel(field, { exact: true }).waitFor();
      const heights = await page.evaluate(() => (window as unknown as { heights: number[] }).heights);
      expect(heights.length, `${button}: ${heights.join(' → ')}`).toBeLessThanOrEqual(2);
      await context.close();
    }
    await from.context().close();
  });
}
