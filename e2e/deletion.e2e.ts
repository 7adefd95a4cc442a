import { readFileSync } from 'node:fs';
import { locales } from '@loge/protocol';
import { strFromU8, unzipSync } from 'fflate';
import { linkIn, member, signIn, signInElsewhere, userAgents } from './people.ts';
import { expect, type Platform, test } from './platform.ts';
import { enter, openTab } from './tab.ts';
import { words } from './words.ts';

const mailTo = (platform: Platform, email: string, path: string) =>
  platform.smtp.waitFor(({ to, text }) => to.includes(email) && text.includes(path));

for (const locale of locales) {
  const { dataExport, deletion: texts, events, revocation, securityLog, sessions, shell } = words[locale];

  test(`leaving, ${locale}: a copy of one's data, deletion, and back`, async ({ browser, platform }) => {
    test.setTimeout(120_000);
    const { email, username } = await member(platform, 'leaver', locale);
    const page = await enter(browser, platform, email, locale);
    const h1 = page.getByRole('heading', { level: 1 });
    await openTab(page, platform);
    await page.getByRole('button', { name: dataExport.act }).click();
    await expect(page.getByText(dataExport.asked)).toBeVisible();
    await page.goto(linkIn(await mailTo(platform, email, '/account/export')));
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: dataExport.fetch.act }).click();
    const file = await (await download).path();
    const files = unzipSync(readFileSync(file));
    expect(strFromU8(files['account.json'] ?? new Uint8Array())).toContain(email);
    await expect(h1).toHaveText(dataExport.fetch.done.title);

    await openTab(page, platform);
    await page.getByRole('button', { name: texts.row.act }).click();
    const dialog = page.getByRole('dialog');
    const send = dialog.getByRole('button', { name: texts.asking.act });
    await expect(send).toBeDisabled();
    await dialog.getByLabel(texts.asking.confirm(username)).check();
    await page.screenshot({ path: `screenshots/deletion-asking-${locale}.png` });
    await send.click();
    await expect(page.getByText(texts.sent)).toBeVisible();
    const mail = await mailTo(platform, email, '/account/delete/confirm');
    await page.goto(/https?:\/\/\S+\/account\/delete\/confirm\S+/.exec(mail.text)?.[0] ?? '');
    await expect(h1).toHaveText(texts.confirm.title);
    await page.getByLabel(texts.confirm.reason).selectOption('price');
    await page.getByLabel(texts.confirm.details).fill('Adieu');
    await page.screenshot({ path: `screenshots/deletion-confirm-${locale}.png`, fullPage: true });
    await page.getByRole('button', { name: texts.confirm.act }).click();
    await expect(h1).toHaveText(texts.confirm.done.title);
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, email, locale);
    await expect(page.getByRole('alert')).toBeVisible();
    await page.goto(linkIn(await mailTo(platform, email, '/account/delete/undo')));
    await page.getByRole('button', { name: texts.undo.act }).click();
    await expect(h1).toHaveText(texts.undo.done.title);
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, email, locale);
    await page.waitForURL(`${platform.url}/`);

    // Asked for again, and stopped from the mail.
    await openTab(page, platform);
    await page.getByRole('button', { name: texts.row.act }).click();
    await dialog.getByLabel(texts.asking.confirm(username)).check();
    await send.click();
    await expect(page.getByText(texts.sent)).toBeVisible();
    const again = await platform.smtp.waitFor(
      ({ to, text }) => to.includes(email) && text.includes('/account/delete/stop') && text !== mail.text,
    );
    await page.goto(/https?:\/\/\S+\/account\/delete\/stop\S+/.exec(again.text)?.[0] ?? '');
    await page.getByRole('button', { name: texts.stop.act }).click();
    await expect(h1).toHaveText(texts.stop.done.title);
    await page.goto(/https?:\/\/\S+\/account\/delete\/confirm\S+/.exec(again.text)?.[0] ?? '');
    await page.getByRole('button', { name: texts.confirm.act }).click();
    await expect(h1).toHaveText(shell.link.used_link.title);
    await page.context().close();
  });

  test(`the security log and ending all other access, ${locale}`, async ({ browser, platform }) => {
    const { email } = await member(platform, 'watcher', locale);
    const page = await enter(browser, platform, email, locale);
    await signInElsewhere(platform, email, userAgents.iphone);
    await openTab(page, platform);
    await page.getByRole('button', { name: revocation.act }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(revocation.sessions(1))).toBeVisible();
    await page.screenshot({ path: `screenshots/revocation-${locale}.png` });
    await dialog.getByRole('button', { name: revocation.act }).click();
    await expect(page.getByText(revocation.done(1, 0, 0))).toBeVisible();
    await expect(page.getByText(sessions.open.onlyHere)).toBeVisible();

    await page.getByRole('link', { name: securityLog.open }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(securityLog.title);
    await expect(page.getByText(events.events.everything_revoked(''))).toBeVisible();
    await page.screenshot({ path: `screenshots/security-log-${locale}.png`, fullPage: true });
    await page.getByRole('radio', { name: securityLog.categories.tokens }).check({ force: true });
    await expect(page.getByText(securityLog.empty)).toBeVisible();
    await page.getByRole('radio', { name: securityLog.categories.sign_in }).check({ force: true });
    await expect(page.getByText(events.events.login_success('')).first()).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: securityLog.download }).click();
    const csv = readFileSync(await (await download).path(), 'utf8');
    expect(csv).toContain('login_success');
    expect(csv).not.toContain('new_user');
    await page.context().close();
  });
}
