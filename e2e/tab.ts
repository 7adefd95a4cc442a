import { type Locale, paths } from '@loge/protocol';
import type { Browser, Page } from '@playwright/test';
import { settled } from './looks.ts';
import { signIn } from './people.ts';
import type { Platform } from './platform.ts';
import { browserLocale } from './words.ts';

export const authenticationTab = paths.authorization;

/** Signs somebody in on a browser of its own. Returns its page, at home. */
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

/** Opens the Authentication tab, and waits until what it asks the server for is there. */
export async function openTab(page: Page, platform: Platform): Promise<void> {
  await page.goto(platform.url + authenticationTab);
  await settled(page);
}
