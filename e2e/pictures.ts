import type { Page } from '@playwright/test';

/** Whether somebody wants to look at the pages: `LOGE_TEST_PICTURES=on` keeps a picture of each look in `screenshots/`. */
const wanted = process.env.LOGE_TEST_PICTURES === 'on';

/** Keeps a picture of what is shown, for people. Nothing is held against it, and taking one costs a tenth of a second. */
export async function keepPicture(
  page: Page,
  name: string,
  options: { fullPage?: boolean } = {},
): Promise<void> {
  if (wanted) await page.screenshot({ path: `screenshots/${name}.png`, ...options });
}
