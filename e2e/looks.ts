import type { Locale } from '@loge/protocol';
import type { Browser, Page } from '@playwright/test';
import { layAxeReady, violationsOf } from './axe.ts';
import { keepPicture } from './pictures.ts';
import { expect } from './platform.ts';
import { browserLocale } from './words.ts';

const widths = [1280, 360] as const;
const themes = ['light', 'dark'] as const;

/** A page in somebody's language, still where it can be looked at. */
export async function openLook(browser: Browser, locale: Locale): Promise<Page> {
  const context = await browser.newContext({
    locale: browserLocale[locale],
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  });
  await layAxeReady(context);
  return context.newPage();
}

/** Everything that was on its way is here. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 30_000 });
  await expect(page.locator('[data-coming]')).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

interface Setting {
  /** A dialog stands in the window, wherever the page is scrolled to. */
  readonly window?: boolean;
}

/**
 * Holds what is shown in each theme and width against what can be measured: axe, sideways scrolling, cut text, targets too
 * small for a finger. Keeps a picture of each where somebody wants one.
 */
export async function inspect(
  page: Page,
  name: string,
  locale: Locale,
  setting: Setting = {},
): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
      await settled(page);
      const picture = `${name}-${theme}-${locale}-${width}`;
      await keepPicture(page, picture, { fullPage: !setting.window });
      // Another theme changes colours, and nothing else that axe looks at.
      const rules = theme === themes[0] ? 'all' : 'colours';
      expect(await violationsOf(page, rules), picture).toEqual([]);
      expect(await flaws(page, width), picture).toEqual([]);
    }
  }
}

/** What does not fit. */
function flaws(page: Page, width: number): Promise<string[]> {
  return page.evaluate((width) => {
    const root = document.documentElement;
    const sideways =
      root.scrollWidth > root.clientWidth ? [`page scrolls sideways: ${root.scrollWidth}`] : [];
    const said = (element: Element) => `${element.tagName} ${element.textContent?.slice(0, 60)}`;
    const cut = [...document.querySelectorAll('button, a, label, h1, h2, p, span')]
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        return (
          overflowX !== 'visible' &&
          textOverflow !== 'ellipsis' &&
          element.scrollWidth > element.clientWidth + 1
        );
      })
      .filter((element) => element.clientWidth > 1)
      .map((element) => `cut: ${said(element)}`);
    const touched =
      width > 400 ? [] : [...document.querySelectorAll('button, select, a[role=button], input')];
    const small = touched
      .filter((element) => {
        const { height } = element.getBoundingClientRect();
        // A word in a sentence, and a box whose label and surroundings answer too, may be smaller (WCAG 2.5.8).
        const exempt =
          element.closest('p, [aria-hidden]') || element.matches('[type=checkbox], [type=radio]');
        return height > 0 && height < 44 && !exempt;
      })
      .map((element) => `under 44 px: ${said(element)}`);
    return [...sideways, ...cut, ...small];
  }, width);
}

/** What the browser complains of: scripts that failed, styles that the policy refused. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
