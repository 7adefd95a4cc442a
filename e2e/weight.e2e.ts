import { get } from 'node:http';
import type { Browser, Cookie } from '@playwright/test';
import { member } from './people.ts';
import { expect, type Platform, test } from './platform.ts';
import { platformWithProviders } from './providers.ts';
import { savingData } from './saving-data.ts';
import { enter } from './tab.ts';
import { visits } from './visits.ts';

/** Gzipped script that a first visit may load (quality bar: 150 KB). */
const budget = 150_000;

/**
 * Above it since they exist: each says what its link is for and brings the whole form to sign in. Each bound may sink only. It
 * leaves some hundred bytes: the names of the files, which change with what is in them, do not pack alike.
 */
const heavier: Readonly<Record<string, number>> = {
  'confirmation-link': 151_700,
  'confirm-email-link': 150_600,
  'confirm-deletion-link': 154_000,
  'confirm-deletion-link-signed-in': 150_300,
  'fetch-export-link': 150_600,
};

test('a first visit to any page loads at most 150 KB of gzipped script', async ({ browser, platform }) => {
  test.setTimeout(visits.length * 25_000);
  const person = await member(platform, 'weight');
  const page = await enter(browser, platform, person.username, 'en');
  const session = await page.context().cookies();
  await page.context().close();
  await weigh(browser, platform, visits, session);
});

test('neither do the pages to sign up and in where that goes by providers too', async ({ browser }) => {
  await using setting = await platformWithProviders();
  const entries = visits.filter(({ page }) => page === 'signIn' || page === 'signUp');
  await weigh(browser, setting.platform, entries, []);
});

async function weigh(
  browser: Browser,
  platform: Platform,
  weighed: typeof visits,
  session: Cookie[],
): Promise<void> {
  const weights: Record<string, number> = {};
  for (const { name, address, signedIn } of weighed) {
    // A browser that has never been here, but for its session.
    const cookies = signedIn ? session : [];
    const fresh = await browser.newContext({ storageState: { cookies, origins: [] } });
    const visit = await fresh.newPage();
    // What is fetched ahead, while the page rests, is no part of the visit; whoever saves data gets none of it.
    await visit.addInitScript(savingData);
    const scripts = new Set<string>();
    visit.on('request', (request) => {
      if (/\.js$/.test(new URL(request.url()).pathname)) scripts.add(request.url());
    });
    await visit.goto(platform.url + address);
    await visit.getByRole('heading', { level: 1 }).waitFor();
    await visit.waitForLoadState('networkidle');
    const sizes = await Promise.all([...scripts].map(gzippedSize));
    weights[name] = sizes.reduce((sum, size) => sum + size, 0);
    expect(scripts.size, name).toBeGreaterThan(1);
    await fresh.close();
  }
  process.stdout.write(`    gzipped script in bytes: ${JSON.stringify(weights)}\n`);
  for (const [name, weight] of Object.entries(weights))
    expect(weight, name).toBeLessThanOrEqual(heavier[name] ?? budget);
}

/** Bytes of the body as a browser that knows gzip only would receive it. */
function gzippedSize(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
      });
      response.on('end', () => resolve(size));
    }).on('error', reject);
  });
}
