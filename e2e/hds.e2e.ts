import { locales } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { inspect, openLook } from './looks.ts';
import { letReviewsBeDue } from './past.ts';
import { linkIn, member, signIn } from './people.ts';
import { expect, test } from './platform.ts';
import { words } from './words.ts';

const tab = '/account/hds';

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`form [name="${name}"]`);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

const clinic = {
  name: 'Dr Claire Dubois',
  org_type: 'company',
  company: 'Clinique du Parc',
  phone_number: '01 40 00 00 00',
  address_line1: '1 rue du Parc',
  address_zip: '69006',
  address_city: 'Lyon',
  address_country: 'FR',
};

for (const locale of locales) {
  const { health: texts, home, shell } = words[locale];

  test(`health data, ${locale}: a contact for two applications, reviewed, asked, confirmed by its own link`, async ({
    browser,
    platform,
  }) => {
    test.setTimeout(600_000);
    const person = await member(platform, 'clinic', locale);
    const page = await openLook(browser, locale);
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, person.username, locale);
    await page.waitForURL(`${platform.url}/`);
    await page.goto(platform.url + tab);
    await expect(page.getByText(texts.applications.none)).toBeVisible();
    await inspect(page, 'hds-none', locale);

    const [booking, files] = [`Booking ${locale}`, `Files ${locale}`];
    for (const name of [booking, files])
      await platform.command(
        'app',
        'register',
        `ap-${name.replace(' ', '-')}`,
        name,
        '--owner',
        person.username,
        '--hds',
      );
    await page.goto(platform.url);
    await expect(page.getByText(home.attention.healthUncovered(booking))).toBeVisible();
    await inspect(page, 'home-hds-uncovered', locale);
    await page.getByRole('link', { name: home.attention.seeHealth }).first().click();
    await page.waitForURL(platform.url + tab);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(shell.tab('hds'));
    await expect(page.getByText(texts.due.title(2))).toBeVisible();
    await inspect(page, 'hds-uncovered', locale);

    // What is missing or wrong is said beside its field, with what was typed still there.
    await page.getByRole('button', { name: texts.applications.addLong(booking) }).click();
    await expect(page.locator('form [name=name]')).toBeFocused();
    await page.getByRole('button', { name: texts.form.add, exact: true }).click();
    await expect(page.locator('form [aria-invalid=true]')).toHaveCount(9);
    await fill(page, { ...clinic, email: `dr-${locale}@clinic.example`, phone_number: '12' });
    await page.getByRole('button', { name: texts.form.add, exact: true }).click();
    await expect(page.getByText(texts.errors.invalid_phone as string)).toBeVisible();
    await expect(page.locator('form [name=name]')).toHaveValue(clinic.name);
    await inspect(page, 'hds-form', locale);
    await fill(page, { phone_number: clinic.phone_number, [`app:ap-Files-${locale}`]: 'both' });
    await page.locator('form [name=speaks_fr]').check();
    await page.getByRole('button', { name: texts.form.add, exact: true }).click();
    await expect(page.getByText(texts.said.added(clinic.name))).toBeVisible();
    const contacts = page.getByRole('region', { name: texts.contacts.title, exact: true });
    await expect(contacts).toContainText('+33140000000');
    await expect(contacts).toContainText(texts.contacts.serves(`${booking}, ${files}`));
    await expect(page.getByText(texts.due.title(2))).toHaveCount(0);
    await inspect(page, 'hds-fine', locale);

    // A year later: the tab and the home page say so, and one press is a review.
    letReviewsBeDue(platform, person.username);
    await page.goto(platform.url);
    await expect(page.getByText(home.attention.healthReview(clinic.name))).toBeVisible();
    await page.goto(platform.url + tab);
    await expect(contacts.getByText(texts.contacts.dueNow)).toBeVisible();
    await inspect(page, 'hds-due', locale);
    await contacts.getByRole('button', { name: texts.contacts.rightLong(clinic.name) }).click();
    await expect(contacts.getByText(texts.said.reviewed)).toBeVisible();
    await expect(contacts.getByText(texts.contacts.dueNow)).toHaveCount(0);

    // The contact is asked, in their own language, and says that something is wrong; then that it is right.
    const email = `dr-${locale}@clinic.example`;
    for (const right of [false, true]) {
      const before = platform.smtp.mails.length;
      await contacts.getByRole('button', { name: texts.contacts.askLong(clinic.name) }).click();
      await expect(contacts.getByText(texts.said.asked(email))).toBeVisible();
      const mail = await platform.smtp.waitFor(
        (one) => one.to.includes(email) && platform.smtp.mails.indexOf(one) >= before,
      );
      expect(mail.subject).toContain('coordonnées');
      const theirs = await openLook(browser, locale);
      await theirs.goto(linkIn(mail));
      await expect(theirs.getByText('+33140000000')).toBeVisible();
      await expect(theirs.getByText(person.email)).toHaveCount(0);
      await expect(theirs.getByText(booking)).toHaveCount(0);
      expect(theirs.url()).not.toContain('token');
      if (right) await inspect(theirs, 'hds-confirm', locale);
      const { confirm } = texts;
      await theirs.getByRole('button', { name: right ? confirm.right : confirm.wrong, exact: true }).click();
      await expect(theirs.getByText(confirm.done[right ? 'right' : 'wrong'].body)).toBeVisible();
      await theirs.reload();
      await theirs.getByRole('heading', { level: 1 }).waitFor();
      await theirs.context().close();
      await page.reload();
      if (!right) {
        await expect(contacts.getByText(texts.contacts.opened.disputed)).toBeVisible();
        await inspect(page, 'hds-disputed', locale);
      } else await expect(contacts.getByText(texts.contacts.opened.disputed)).toHaveCount(0);
    }
    await contacts.getByRole('button', { name: texts.contacts.historyLong(clinic.name) }).click();
    const reviews = contacts.getByRole('list', { name: texts.history.title(clinic.name) });
    await expect(reviews.getByRole('listitem')).toHaveCount(4);
    await inspect(page, 'hds-reviews', locale);

    // Changed in one place for both, then removed.
    await contacts.getByRole('button', { name: texts.contacts.editLong(clinic.name) }).click();
    await fill(page, { company: 'Clinique des Brotteaux' });
    await page.getByRole('button', { name: texts.form.save, exact: true }).click();
    await expect(contacts.getByText(texts.said.saved(clinic.name))).toBeVisible();
    await expect(contacts).toContainText('Clinique des Brotteaux');
    await contacts.getByRole('button', { name: texts.contacts.removeLong(clinic.name) }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(`${booking}, ${files}`);
    await inspect(page, 'hds-remove', locale, { window: true });
    await dialog.getByRole('button', { name: texts.removing.act }).click();
    await expect(page.getByText(texts.said.removed(clinic.name))).toBeVisible();
    await expect(page.getByText(texts.due.title(2))).toBeVisible();
    await page.context().close();
  });
}
