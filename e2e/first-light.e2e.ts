import { locales } from '@loge/protocol';
import { linkIn, member, passphrase, signIn, someone } from './people.ts';
import { expect, test } from './platform.ts';
import { browserLocale, words } from './words.ts';

for (const locale of locales) {
  const {
    events: { events },
    home,
    profile,
    sessions,
    shell,
    signUp,
  } = words[locale];

  test.describe(`first light, ${locale}`, () => {
    test.use({ locale: browserLocale[locale], timezoneId: 'Europe/Paris' });

    // ASVS 7.4.4
    test('signs up, confirms by mail, signs in, opens User settings and keeps a profile there', async ({
      page,
      browser,
      platform,
    }) => {
      const { email, username } = someone();
      await page.goto(platform.url);
      await page.getByRole('link', { name: sessions.signUp }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(signUp.title);
      await page.getByLabel(signUp.email).fill(email);
      await page.getByLabel(signUp.username).fill(username);
      await page.getByLabel(signUp.fullname).fill('Zoé Ünal');
      await page.getByLabel(signUp.password, { exact: true }).fill(passphrase);
      await page.getByLabel(signUp.role).selectOption('developer');
      await page.getByRole('button', { name: signUp.submit }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(signUp.sent.title);
      await expect(page.getByText(signUp.sent.intro(email))).toBeVisible();

      const mail = await platform.smtp.waitFor(({ to }) => to.includes(email));
      expect(mail.subject).toBe(
        locale === 'fr' ? 'Confirmez votre adresse e-mail' : 'Confirm your e-mail address',
      );
      expect(mail.headers['content-language']).toBe(locale);

      // The link alone confirms nothing: it asks who is there first.
      await page.goto(linkIn(mail));
      await expect(page).toHaveURL(`${platform.url}/users/confirmation`);
      await expect(page.getByText(signUp.confirm.signInFirst)).toBeVisible();
      await signIn(page, email, locale);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(signUp.confirm.done.title);
      await page.getByRole('link', { name: signUp.confirm.done.act }).click();
      await expect(page.getByText(home.attention.nothing)).toBeVisible();
      await expect(page.getByText(events.login_success('')).first()).toBeVisible();

      const button = page.locator('[aria-haspopup=menu]');
      await expect(button).toHaveText('ZÜ');
      await button.click();
      await expect(page.getByText(email).first()).toBeVisible();
      await page.getByRole('menuitem', { name: shell.settings }).click();
      await expect(page).toHaveURL(`${platform.url}/account`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(shell.tab('account'));

      await page.getByLabel(profile.profile.company).fill('Atelier Œuvre');
      await page.getByLabel(profile.profile.location).fill('Strasbourg, France');
      await expect(page.getByText(profile.profile.kept)).toBeVisible();
      // What was typed survives a reload.
      await page.reload();
      await expect(page.getByLabel(profile.profile.company)).toHaveValue('Atelier Œuvre');
      await page.getByRole('button', { name: profile.profile.save }).click();
      await expect(page.getByText(profile.profile.savedAt('').slice(0, -2))).toBeVisible();

      // Theme applies at once and reaches another device.
      const dark = page.getByRole('main').getByRole('radio', { name: shell.themes.dark });
      await dark.click();
      await expect(dark).toBeChecked();
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
      await expect(async () => {
        const theme = await page.evaluate(async () => {
          const { user } = (await (await fetch('/v1/users/self')).json()) as {
            user: { preferences: { theme: string } };
          };
          return user.preferences.theme;
        });
        expect(theme).toBe('dark');
      }).toPass();
      const elsewhere = await browser.newContext({ locale: 'de-DE' });
      const other = await elsewhere.newPage();
      await other.goto(`${platform.url}/users/sign_in?next=/account`);
      await signIn(other, username, 'en');
      await expect(other.getByRole('heading', { level: 1 })).toHaveText(shell.tab('account'));
      await expect(other.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
      await expect(other.getByLabel(profile.profile.company)).toHaveValue('Atelier Œuvre');
      await elsewhere.close();

      await button.click();
      await page.getByRole('menuitem', { name: shell.signOut }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(sessions.title);
      await page.goto(`${platform.url}/account`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(sessions.title);
    });

    test('says what is wrong beside each field and loses nothing', async ({ page, platform }) => {
      const taken = await member(platform, 'taken');
      const { email } = someone();
      await page.goto(`${platform.url}/users/sign_up`);
      await page.getByLabel(signUp.email).fill(email);
      await page.getByLabel(signUp.username).fill(taken.username);
      await page.getByLabel(signUp.password, { exact: true }).fill('too short');
      await page.getByRole('button', { name: signUp.submit }).click();
      await expect(page.getByLabel(signUp.password, { exact: true })).toBeFocused();
      await page.getByLabel(signUp.password, { exact: true }).fill(passphrase);
      await page.getByRole('button', { name: signUp.submit }).click();
      const suggestion = `${taken.username}-2`;
      await expect(page.getByText(suggestion)).toBeVisible();
      await expect(page.getByLabel(signUp.email)).toHaveValue(email);
      await page.getByRole('button', { name: suggestion }).click();
      await expect(page.getByLabel(signUp.username)).toHaveValue(suggestion);
      await page.getByRole('button', { name: signUp.submit }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(signUp.sent.title);
    });

    test('works by keyboard alone', async ({ page, platform }) => {
      const { email } = await member(platform, 'keys', locale);
      await page.goto(`${platform.url}/users/sign_in`);
      await page.getByLabel(sessions.login).focus();
      await page.keyboard.type(email);
      await page.getByLabel(sessions.password, { exact: true }).focus();
      await page.keyboard.type(passphrase);
      await page.keyboard.press('Enter');
      await expect(page.getByText(home.attention.nothing)).toBeVisible();
      const button = page.locator('[aria-haspopup=menu]');
      await button.focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('menuitem', { name: shell.settings })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menuitem', { name: shell.settings })).toBeHidden();
      await expect(button).toBeFocused();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: shell.settings }).press('Enter');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(shell.tab('account'));
    });
  });
}
