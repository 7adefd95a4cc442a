import { locales } from '@loge/protocol';
import { letProofGrowOld } from './past.ts';
import { linkIn, member, signIn } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, type Platform, test } from './platform.ts';
import { authenticationTab, enter, openTab } from './tab.ts';
import { words } from './words.ts';

const mailTo = (platform: Platform, email: string, path: string) =>
  platform.smtp.waitFor(({ to, text }) => to.includes(email) && text.includes(path));

for (const locale of locales) {
  const { email: texts, password, sessions, shell } = words[locale];

  test(`the e-mail address, ${locale}: changed from another browser, undone from the old one`, async ({
    browser,
    platform,
  }) => {
    test.setTimeout(120_000);
    const { email, username } = await member(platform, 'mover', locale);
    const next = `moved-${username}@elsewhere.example`;
    const page = await enter(browser, platform, email, locale);
    const h1 = page.getByRole('heading', { level: 1 });
    const ask = async (address: string) => {
      await openTab(page, platform);
      await page.getByRole('button', { name: texts.change, exact: true }).first().click();
      const field = page.getByLabel(texts.next);
      await expect(field).toBeFocused();
      await field.fill(address);
      await page.getByRole('button', { name: texts.submit }).click();
      await expect(page.getByText(texts.pending.sent(address))).toBeVisible();
    };
    // Given up, then cancelled from the old address, then meant.
    await ask(`first-${next}`);
    await keepPicture(page, `email-pending-${locale}`, { fullPage: true });
    await page.getByRole('button', { name: texts.pending.give }).click();
    await expect(page.getByText(texts.pending.given)).toBeVisible();
    await ask(`second-${next}`);
    const stop = await platform.smtp.waitFor(
      ({ to, text }) => to.includes(email) && text.includes(`second-${next}`),
    );
    await page.goto(linkIn(stop));
    await page.getByRole('button', { name: texts.stop.act }).click();
    await expect(h1).toHaveText(texts.stop.done.title);
    await ask(next);
    const link = linkIn(await mailTo(platform, next, '/users/email/confirm'));

    // Read on another device, where nobody is signed in yet.
    const phone = await (await browser.newContext({ locale: locale === 'fr' ? 'fr-FR' : 'en-GB' })).newPage();
    await phone.goto(link);
    await expect(phone.getByText(texts.confirm.signInFirst)).toBeVisible();
    await signIn(phone, username, locale);
    await phone.getByRole('button', { name: texts.confirm.act }).click();
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText(texts.confirm.done.title);
    await phone.goto(link);
    await phone.getByRole('button', { name: texts.confirm.act }).click();
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText(shell.link.used_link.title);
    await phone.goto(platform.url + authenticationTab);
    await expect(phone.getByText(next).first()).toBeVisible();

    // The owner of the old address undoes it: everybody is out.
    const undo = linkIn(await mailTo(platform, email, '/users/email/undo'));
    await page.goto(undo);
    await expect(h1).toHaveText(texts.undo.title);
    await page.getByRole('button', { name: texts.undo.act }).click();
    await expect(h1).toHaveText(texts.undo.done.title);
    await phone.goto(platform.url + authenticationTab);
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText(sessions.title);
    const reset = linkIn(await mailTo(platform, email, '/users/password/edit'));
    await page.goto(reset);
    await page.getByLabel(password.reset.password, { exact: true }).fill('mine again, and only mine');
    await page.getByRole('button', { name: password.reset.submit }).click();
    await expect(h1).not.toHaveText(password.reset.title);
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, email, locale, 'mine again, and only mine');
    await page.waitForURL(`${platform.url}/`);
    await Promise.all([page.context().close(), phone.context().close()]);
  });

  test(`the proof, ${locale}: asked for in place once it is old`, async ({ browser, platform }) => {
    const { email, username } = await member(platform, 'prover', locale);
    const page = await enter(browser, platform, email, locale);
    await openTab(page, platform);
    letProofGrowOld(platform, username);
    await page.getByRole('button', { name: texts.change, exact: true }).first().click();
    await page.getByLabel(texts.next).fill(`later-${email}`);
    await page.getByRole('button', { name: texts.submit }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('heading')).toHaveText(shell.proof.title);
    const field = dialog.getByLabel(shell.proof.password, { exact: true });
    await expect(field).toBeFocused();
    await keepPicture(page, `proof-${locale}`);
    await field.fill('not the one');
    await page.keyboard.press('Enter');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await field.fill('a door, a desk and a lamp');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByText(texts.pending.sent(`later-${email}`))).toBeVisible();
    // It holds for a while: the next act is not asked again.
    await page.getByRole('button', { name: texts.change, exact: true }).first().click();
    await page.getByLabel(texts.next).fill(`latest-${email}`);
    await page.getByRole('button', { name: texts.submit }).click();
    await expect(page.getByText(texts.pending.sent(`latest-${email}`))).toBeVisible();
    await page.context().close();
  });
}
