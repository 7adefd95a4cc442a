import type { Locale } from '@loge/protocol';
import {
  createContext,
  type ReactNode,
  startTransition,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { boot } from '../api/boot.ts';
import { useSelf } from '../api/self.ts';
import { loadLanguage } from '../i18n/texts.ts';
import { isTheme, lookCookieText, type Theme } from './look.ts';
import { setShownLocale, shownLocale } from './shown-locale.ts';

interface Look {
  theme: Theme;
  locale: Locale;
  /** The colour scheme that `theme` gives on this machine now. */
  scheme: 'light' | 'dark';
  /** Sets the look for this browser. An account's own preference comes first. */
  show(look: { theme?: Theme; locale?: Locale }): void;
}

const Context = createContext<Look | null>(null);

const dark = matchMedia('(prefers-color-scheme: dark)');
const subscribe = (listener: () => void) => {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
};

const shownByServer = () => {
  const { logeTheme } = document.documentElement.dataset;
  const theme: Theme = isTheme(logeTheme) ? logeTheme : 'system';
  return { theme, locale: boot.locale, chosen: false };
};

/**
 * Provides the shown theme and language. The account's preference comes first, so that it follows the account across devices.
 */
export function LookProvider({ children }: { children: ReactNode }) {
  const [browser, setBrowser] = useState(shownByServer);
  const systemDark = useSyncExternalStore(subscribe, () => dark.matches);
  const preferences = useSelf().data?.preferences;

  const theme = isTheme(preferences?.theme) ? preferences.theme : browser.theme;
  const wantedLocale = preferences?.locale ?? browser.locale;
  const locale = useShownLocale(wantedLocale);
  const scheme = theme === 'system' ? (systemDark ? 'dark' : 'light') : theme;

  const worthKeeping = browser.chosen || preferences !== undefined;
  useEffect(() => {
    if (!worthKeeping) return;
    document.cookie = lookCookieText(theme, wantedLocale, location.protocol === 'https:');
  }, [theme, wantedLocale, worthKeeping]);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  const look = useMemo<Look>(
    () => ({
      theme,
      locale,
      scheme,
      show: (wanted) => setBrowser((now) => ({ ...now, ...wanted, chosen: true })),
    }),
    [theme, locale, scheme],
  );
  return <Context value={look}>{children}</Context>;
}

/**
 * The page's language: the wanted one as soon as all of its words are loaded. If they do not come, the page stays as it is. It
 * tries again when the language is chosen again.
 */
function useShownLocale(wanted: Locale): Locale {
  const [shown, setShown] = useState(shownLocale);
  useEffect(() => {
    if (wanted === shown) return;
    let left = false;
    loadLanguage(wanted).then(
      () => {
        if (left) return;
        setShownLocale(wanted);
        startTransition(() => setShown(wanted));
      },
      () => {},
    );
    return () => {
      left = true;
    };
  }, [wanted, shown]);
  return shown;
}

export function useLook(): Look {
  const look = use(Context);
  if (!look) throw new Error('used outside LookProvider');
  return look;
}
