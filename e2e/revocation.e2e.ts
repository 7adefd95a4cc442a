import { locales } from '@loge/protocol';
import { makeToken, member, signInElsewhere, tokenWorks, userAgents } from './people.ts';
import { expect, test } from './platform.ts';
import { enter, openTab } from './tab.ts';
import { words } from './words.ts';

for (const locale of locales) {
  const { revocation: texts, sessions, shell } = words[locale];

  test(`ending all other access, ${locale}: said first, done, and told`, async ({ browser, platform }) => {
    const { email, username } = await member(platform, 'watcher', locale);
    const secret = await makeToken(platform, username, 'Deploys from the build machine');
    await signInElsewhere(platform, email, userAgents.iphone);
    await signInElsewhere(platform, email, userAgents.firefox);
    const page = await enter(browser, platform, email, locale);
    await openTab(page, platform);
    const others = page.getByRole('listitem').filter({ hasText: sessions.open.seen });
    await expect(others).toHaveCount(2);
    const act = page.getByRole('main').getByRole('button', { name: texts.act });
    const dialog = page.getByRole('dialog');

    // What would stop; looking stops nothing.
    await act.click();
    await expect(dialog.getByText(texts.sessions(2))).toBeVisible();
    await expect(dialog.getByText(texts.tokens(1))).toBeVisible();
    await expect(dialog.getByRole('listitem')).toContainText('Deploys from the build machine');
    await expect(dialog.getByRole('listitem')).toContainText(texts.never);
    await dialog.getByRole('button', { name: shell.cancel }).click();
    await expect(act).toBeFocused();
    expect(await tokenWorks(platform, secret)).toBe(true);
    await page.reload();
    await expect(others).toHaveCount(2);

    await act.click();
    await expect(dialog.getByText(texts.used)).toBeVisible();
    await dialog.getByRole('button', { name: texts.act }).click();
    await expect(page.getByText(texts.done(2, 1, 0))).toBeVisible();
    await expect(page.getByText(sessions.open.onlyHere)).toBeVisible();
    expect(await tokenWorks(platform, secret)).toBe(false);
    const mail = await platform.smtp.waitFor(
      ({ to, subject }) => to.includes(email) && /^(All other access|Tous les autres accès)/.test(subject),
    );
    expect(mail.text).toContain('Deploys from the build machine');
    expect(mail.headers['content-language']).toBe(locale);

    await act.click();
    await expect(dialog.getByText(texts.nothing)).toBeVisible();
    await page.context().close();
  });
}
