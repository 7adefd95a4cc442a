import type { Locale } from '@loge/protocol';
import { boot } from '../api/boot.ts';

/** The page's language, for code that loads words outside of rendering. */
let shown: Locale = boot.locale;

export const shownLocale = (): Locale => shown;

export function setShownLocale(locale: Locale): void {
  shown = locale;
}
