import type { Locale } from '@loge/protocol';
import type { Browser, Page } from '@playwright/test';
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

/** The Authentication tab with all its sections: what is further down comes for whoever walks with Tab. */
export async function openTab(page: Page, platform: Platform): Promise<void> {
  await page.goto(platform.url + tab);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
}

/** The browser's own virtual authenticator: a laptop's, which sees its owner. */
export async function withAuthenticator(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return (enabled: boolean) =>
    devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
}
