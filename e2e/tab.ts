import type { Locale } from '@loge/protocol';
import type { Browser, Page } from '@playwright/test';
import { settled } from './looks.ts';
import { signIn } from './people.ts';
import type { Platform } from './platform.ts';
import { browserLocale } from './words.ts';

export const tab = '/account/authorization';

/** Somebody's page on a browser of its own, signed in. */
export async function enter(
  browser: Browser,
  platform: Platform,
  login: string,
  locale: Locale,
  password?: string,
): Promise<Page> {
  const context = await browser.newContext({
    locale: browserLocale[locale],
    timezoneId: 'Europe/Paris',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await page.goto(`${platform.url}/users/sign_in`);
  await signIn(page, login, locale, password);
  await page.waitForURL(`${platform.url}/`);
  return page;
}

/** The Authentication tab, with what it asks the server for. */
export async function openTab(page: Page, platform: Platform): Promise<void> {
  await page.goto(platform.url + tab);
  await settled(page);
}
