import { settled } from './looks.ts';
import { member } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, test } from './platform.ts';
import { enter } from './tab.ts';
import { words } from './words.ts';

const { profile, shell } = words.en;

test('reading goes on at what a page is about, and a choice is seen in any colours', async ({
  browser,
  platform,
}) => {
  const { username } = await member(platform, 'reader');
  const page = await enter(browser, platform, username, 'en');
  await page.goto(`${platform.url}/account`);
  await settled(page);
  const content = page.locator('#content');

  // By the skip link: past the list of tabs.
  await page.getByRole('link', { name: shell.skip }).focus();
  await page.keyboard.press('Enter');
  await expect(content).toBeFocused();
  // By a tab.
  await page.getByRole('link', { name: shell.tab('keys') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(shell.tab('keys'));
  await expect(content).toBeFocused();

  // Where the system chooses the colours, a switch is drawn, and what is chosen is told by more than its weight.
  await page.getByRole('link', { name: shell.tab('account') }).click();
  await settled(page);
  await page.emulateMedia({ forcedColors: 'active' });
  const grounds = await page.evaluate(
    ([current, other]) =>
      [current, other].map(
        (selector) => getComputedStyle(document.querySelector(selector as string) as Element).backgroundColor,
      ),
    ['nav [aria-current="page"]', 'nav a:not([aria-current])'],
  );
  expect(grounds[0]).not.toBe(grounds[1]);
  const line = await page
    .getByRole('switch', { name: profile.preferences.stream })
    .evaluate((node) => getComputedStyle(node).borderTopWidth);
  expect(line).toBe('1px');
  await keepPicture(page, 'forced', { fullPage: true });
  await page.context().close();
});
