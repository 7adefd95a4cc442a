import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import type axe from 'axe-core';

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

declare global {
  interface Window {
    readAxe?: () => void;
  }
}

/**
 * Lays axe ready in every document of the context. Its text is long, and sending it to each page takes more of the processor
 * than all that axe does there; laid ready, it is sent once.
 */
export const layAxeReady = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript({ content: `window.readAxe = () => {${source}\n};` });

/**
 * What axe finds wrong with the page as it is shown now, one line a rule: `rule: selector, selector`. The page has no
 * frames, so axe is read into it once and run there: the package for Playwright reads it anew for every frame and every
 * run, which takes ten times as long.
 *
 * @param rules all of them, or those that look at colours
 */
export async function violationsOf(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  const isThere = await page.evaluate(() => {
    if (!('axe' in window)) window.readAxe?.();
    return 'axe' in window;
  });
  if (!isThere) await page.evaluate(source);
  const only = rules === 'all' ? {} : { runOnly: ['color-contrast', 'link-in-text-block'] };
  return page.evaluate(async (only) => {
    const { axe: tool } = window as unknown as { axe: typeof axe };
    // Of what holds nothing is worked out, which would take most of the time.
    const { violations } = await tool.run(document, { resultTypes: ['violations'], ...only });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    );
  }, only);
}
