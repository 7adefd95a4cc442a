import type { Locale } from '@loge/protocol';
import {
  createContext,
  type ReactNode,
  startTransition,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { boot } from '../api/boot.ts';
import { useSelf } from '../api/self.ts';
import { isTheme, lookCookieText, type Theme } from './look.ts';

interface Look {
  theme: Theme;
  locale: Locale;
  /** What `theme` comes to on this machine, now. */
  scheme: 'light' | 'dark';
  show(look: { theme?: Theme; locale?: Locale }): void;
}

const Context = createContext<Look | null>(null);

const dark = matchMedia('(prefers-color-scheme: dark)');
const subscribe = (listener: () => void) => {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
};

const shownByServer = (): Theme => {
  const { logeTheme } = document.documentElement.dataset;
  return isTheme(logeTheme) ? logeTheme : 'system';
};

/** Theme and language as shown. What the account prefers wins, so that they follow it across devices. */
export function LookProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState(shownByServer);
  const [locale, setLocale] = useState(boot.locale);
  const systemDark = useSyncExternalStore(subscribe, () => dark.matches);
  const preferences = useSelf().data?.preferences;

  const show: Look['show'] = useCallback(
    (wanted) => {
      const next = { theme: wanted.theme ?? theme, locale: wanted.locale ?? locale };
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
      document.cookie = lookCookieText(next.theme, next.locale, location.protocol === 'https:');
      setTheme(next.theme);
      // The words of another language have to come first; meanwhile the page stays readable.
      startTransition(() => setLocale(next.locale));
    },
    [theme, locale],
  );

  const preferredTheme = isTheme(preferences?.theme) ? preferences.theme : theme;
  const preferredLocale = preferences?.locale ?? locale;
  useEffect(() => {
    if (!preferences) return;
    if (preferredTheme !== theme || preferredLocale !== locale) {
      show({ theme: preferredTheme, locale: preferredLocale });
    }
  }, [preferences, preferredTheme, preferredLocale, theme, locale, show]);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  const scheme = theme === 'system' ? (systemDark ? 'dark' : 'light') : theme;
  const look = useMemo(() => ({ theme, locale, scheme, show }) as const, [theme, locale, scheme, show]);
  return <Context value={look}>{children}</Context>;
}

export function useLook(): Look {
  const look = use(Context);
  if (!look) throw new Error('used outside LookProvider');
  return look;
}
