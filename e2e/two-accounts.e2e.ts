import { settled } from './looks.ts';
import { member, signIn } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, test } from './platform.ts';
import { enter } from './tab.ts';
import { words } from './words.ts';

const { errors, profile, shell } = words.en;

test('a tab that shows one account does not act on another', async ({ browser, platform }) => {
  const first = await member(platform, 'first');
  const second = await member(platform, 'second');
  const page = await enter(browser, platform, first.username, 'en');
  await page.goto(`${platform.url}/account`);
  await settled(page);

  // Somebody signs in to another account in another tab of the same browser.
  const tab = await page.context().newPage();
  await page.context().clearCookies();
  await tab.goto(`${platform.url}/users/sign_in`);
  await signIn(tab, second.username, 'en');
  await tab.waitForURL(`${platform.url}/`);

  await page.bringToFront();
  await page.getByLabel(profile.profile.company).fill('Meant for the first');
  await page.getByRole('button', { name: profile.profile.save }).click();
  await expect(page.getByText(shell.otherAccount.title)).toBeVisible();
  await expect(page.getByText(errors.failures.other_account as string)).toBeVisible();
  await keepPicture(page, 'other-account');

  await page.getByRole('button', { name: shell.otherAccount.act }).click();
  await settled(page);
  await expect(page.getByLabel(profile.profile.username, { exact: true })).toHaveValue(second.username);
  await expect(page.getByLabel(profile.profile.company)).toHaveValue('');
  await page.context().close();
});
