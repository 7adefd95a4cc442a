import { readFileSync } from 'node:fs';
import { locales } from '@loge/protocol';
import { strFromU8, unzipSync } from 'fflate';
import { inspect } from './looks.ts';
import { linkIn, member, signIn } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, type Platform, test } from './platform.ts';
import { enter, openTab } from './tab.ts';
import { words } from './words.ts';

const mailTo = (platform: Platform, email: string, path: string) =>
  platform.smtp.waitFor(({ to, text }) => to.includes(email) && text.includes(path));

for (const locale of locales) {
  const { dataExport, deletion: texts, shell } = words[locale];

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
    await keepPicture(page, `deletion-asking-${locale}`);
    await send.click();
    await expect(page.getByText(texts.sent)).toBeVisible();
    const mail = await mailTo(platform, email, '/account/delete/confirm');
    await page.goto(/https?:\/\/\S+\/account\/delete\/confirm\S+/.exec(mail.text)?.[0] ?? '');
    await expect(h1).toHaveText(texts.confirm.title);
    await page.getByLabel(texts.confirm.reason).selectOption('price');
    await page.getByLabel(texts.confirm.details).fill('Adieu');
    await keepPicture(page, `deletion-confirm-${locale}`, { fullPage: true });
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

  test(`owned applications stand in the way of leaving, ${locale}`, async ({ browser, platform }) => {
    const { email, username } = await member(platform, 'owner', locale);
    const url = 'https://console.example/apps/storefront';
    await platform.command('app', 'register', 'ap-1', 'storefront', '--owner', username, '--url', url);
    await platform.command('app', 'register', 'ap-2', 'worker', '--owner', username);
    const page = await enter(browser, platform, email, locale);
    const h1 = page.getByRole('heading', { level: 1 });
    await openTab(page, platform);
    const section = page.getByRole('region', { name: texts.section });
    const act = section.getByRole('button', { name: texts.row.act });
    await expect(section.getByText(texts.owned.have(2))).toBeVisible();
    await expect(section.getByRole('link', { name: 'storefront' })).toHaveAttribute('href', url);
    await expect(section).toContainText('worker');
    await expect(section.getByText(texts.owned.first(2))).toBeVisible();
    await expect(section.getByText(texts.owned.after(7))).toBeVisible();
    await expect(act).toBeDisabled();

    // One is gone, the other comes back while the dialog is open: nothing is mailed, and the list is there.
    await platform.command('app', 'remove', 'ap-1');
    await platform.command('app', 'remove', 'ap-2');
    await page.reload();
    await act.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(texts.asking.confirm(username)).check();
    await platform.command('app', 'register', 'ap-2', 'worker', '--owner', username);
    await dialog.getByRole('button', { name: texts.asking.act }).click();
    await expect(dialog.getByText(texts.owned.have(1))).toBeVisible();
    await expect(dialog).toContainText('worker');
    await expect(dialog.getByRole('button', { name: texts.asking.act })).toHaveCount(0);
    await dialog.getByRole('button', { name: shell.cancel }).click();
    await expect(act).toBeDisabled();
    await platform.command('app', 'remove', 'ap-2');
    await page.reload();

    // Asked for; the last page stops too, says why, and goes on once the application is gone.
    await act.click();
    await dialog.getByLabel(texts.asking.confirm(username)).check();
    await dialog.getByRole('button', { name: texts.asking.act }).click();
    await expect(page.getByText(texts.sent)).toBeVisible();
    const asked = platform.smtp.mails.filter(
      ({ to, text }) => to.includes(email) && text.includes('/account/delete/confirm'),
    );
    const mail = await mailTo(platform, email, '/account/delete/confirm');
    expect(asked.length).toBeLessThanOrEqual(1);
    await platform.command('app', 'register', 'ap-3', 'cron', '--owner', username);
    await page.goto(/https?:\/\/\S+\/account\/delete\/confirm\S+/.exec(mail.text)?.[0] ?? '');
    await page.getByLabel(texts.confirm.details).fill('Adieu');
    await page.getByRole('button', { name: texts.confirm.act }).click();
    await expect(page.getByRole('alert')).toContainText('cron');
    await expect(page.getByRole('alert')).toContainText(texts.owned.have(1));
    await inspect(page, 'delete-blocked', locale);
    await platform.command('app', 'remove', 'ap-3');
    await expect(page.getByLabel(texts.confirm.details)).toHaveValue('Adieu');
    await page.getByRole('button', { name: texts.confirm.act }).click();
    await expect(h1).toHaveText(texts.confirm.done.title);
    await inspect(page, 'delete-done', locale);
    await page.context().close();
  });
}
