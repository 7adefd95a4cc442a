import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { boot } from '../api/boot.ts';
import { queryClient } from '../api/query-client.ts';
import { useSelf } from '../api/self.ts';
import { I18nProvider } from '../i18n/i18n-provider.tsx';
import { theme, variables } from '../theme/theme.ts';
import { LookProvider, useLook } from './look-provider.tsx';

/** The contexts that every page may use, outermost first. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <LookProvider>
        <Looking>{children}</Looking>
      </LookProvider>
    </QueryClientProvider>
  );
}

function Looking({ children }: { children: ReactNode }) {
  const { scheme, locale } = useLook();
  const timeZone = useSelf().data?.preferences.time_zone ?? null;
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      forceColorScheme={scheme}
      getStyleNonce={() => boot.nonce}
    >
      <I18nProvider locale={locale} timeZone={timeZone}>
        {children}
      </I18nProvider>
    </MantineProvider>
  );
}
