import { isTimeZone, type Locale } from '@loge/protocol';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { type Format, makeFormat } from './format.ts';

interface I18n {
  locale: Locale;
  format: Format;
  /** The zone that dates are shown in. Undefined means the browser's. */
  zone: string | undefined;
}

const Context = createContext<I18n | null>(null);

interface Props {
  locale: Locale;
  /** An IANA name. Null means the browser's zone. */
  timeZone: string | null;
  children: ReactNode;
}

export function I18nProvider({ locale, timeZone, children }: Props) {
  const value = useMemo(() => {
    const zone = timeZone !== null && isTimeZone(timeZone) ? timeZone : undefined;
    return { locale, format: makeFormat(locale, timeZone), zone };
  }, [locale, timeZone]);
  return <Context value={value}>{children}</Context>;
}

function useI18n(): I18n {
  const value = use(Context);
  if (!value) throw new Error('used outside I18nProvider');
  return value;
}

export const useLocale = (): Locale => useI18n().locale;
export const useFormat = (): Format => useI18n().format;
export const useTimeZone = (): string | undefined => useI18n().zone;
