import { readFileSync } from 'node:fs';
import { locales } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { makeToken, member, signInElsewhere, userAgents } from './people.ts';
import { expect, test } from './platform.ts';
import { enter, openTab } from './tab.ts';
import { words } from './words.ts';

/** A file as spreadsheets read it (RFC 4180), without the mark that tells them that it is UTF-8. */
function readCsv(text: string, separator: string): string[][] {
  expect(text.startsWith('\ufeff')).toBe(true);
  const cell = `("(?:[^"]|"")*"|[^"${separator}\\r\\n]*)(?:${separator}|\\r\\n)`;
  return [...text.slice(1).matchAll(new RegExp(`(?:${cell})+?(?<=\\r\\n)`, 'g'))].map(([line]) =>
    [...line.matchAll(new RegExp(cell, 'g'))].map(([, found = '']) =>
      found.startsWith('"') ? found.slice(1, -1).replaceAll('""', '"') : found,
    ),
  );
}

/** A French spreadsheet wants semicolons, for its comma stands in numbers. */
async function downloaded(
  page: Page,
  name: string,
  locale: string,
): Promise<{ file: string; rows: string[][] }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const file = await download;
  const separator = locale === 'fr' ? ';' : ',';
  return {
    file: file.suggestedFilename(),
    rows: readCsv(readFileSync(await file.path(), 'utf8'), separator),
  };
}

const signIns = 24;

for (const locale of locales) {
  const { events, securityLog: texts } = words[locale];

  test(`the security log, ${locale}: page by page, filtered, and as a file`, async ({
    browser,
    platform,
  }) => {
    test.setTimeout(180_000);
    const { email, username } = await member(platform, 'reader', locale);
    for (let i = 0; i < signIns; i++) await signInElsewhere(platform, email, userAgents.firefox);
    const hostile = '=HYPERLINK("http://evil.example"), "quoted"';
    await makeToken(platform, username, hostile);
    const page = await enter(browser, platform, email, locale);
    await openTab(page, platform);
    await page.getByRole('link', { name: texts.open }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(texts.title);
    const rows = page.getByRole('listitem').filter({ has: page.locator('time') });
    const filter = (name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true });
    const newer = page.getByRole('button', { name: texts.newer });
    const older = page.getByRole('button', { name: texts.older });

    await expect(rows).toHaveCount(20);
    await expect(page.getByText(texts.page(1, 2))).toBeVisible();
    await expect(newer).toBeDisabled();
    await older.click();
    await expect(page.getByText(texts.page(2, 2))).toBeVisible();
    await expect(older).toBeDisabled();
    await expect(page.getByText(events.events.new_user(''))).toBeVisible();
    await newer.click();
    await expect(page.getByText(texts.page(1, 2))).toBeVisible();
    await older.click();
    await expect(page.getByText(texts.page(2, 2))).toBeVisible();

    // A filter begins at its own first page.
    await filter(texts.categories.tokens);
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toContainText(hostile);
    await expect(page.getByText(texts.page(1, 1))).toBeVisible();
    await filter(texts.categories.sign_in);
    await expect(rows).toHaveCount(20);
    await expect(page.getByText(texts.page(1, 2))).toBeVisible();

    // The file holds all of the category, not the page; read back, cell by cell.
    const some = await downloaded(page, texts.download, locale);
    expect(some.file).toBe(texts.file);
    expect(some.rows[0]).toEqual(texts.columns);
    expect(some.rows.slice(1).filter(([, , , type]) => type === 'login_success')).toHaveLength(signIns + 1);
    for (const [time = '', what, , type, details = ''] of some.rows.slice(1)) {
      expect(new Date(time).toISOString()).toBe(time);
      expect(what).not.toBe('');
      expect(type).toMatch(/^\w+$/);
      expect(() => JSON.parse(details)).not.toThrow();
    }
    expect(some.rows.map(([, , , type]) => type)).not.toContain('new_user');

    await filter(texts.categories.all);
    await expect(page.getByText(texts.page(1, 2))).toBeVisible();
    const all = await downloaded(page, texts.download, locale);
    expect(all.rows.length).toBeGreaterThan(some.rows.length);
    const token = all.rows.find(([, , , type]) => type === 'new_token');
    expect(token?.[1]).toBe(events.events.new_token(hostile));
    expect(JSON.parse(token?.[4] ?? '')).toMatchObject({ token_name: hostile });
    await page.context().close();
  });
}
