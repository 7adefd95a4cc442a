import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * What axe finds wrong with the page as it is shown now, one line a rule: `rule: selector, selector`. The page has no
 * frames, so axe is read into it once and run there: the package for Playwright reads it anew for every frame and every
 * run, which takes ten times as long.
 *
 * @param rules all of them, or those that look at colours
 */
export async function violationsOf(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
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
