import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { Page } from './page.tsx';
import { shellTexts } from './texts.ts';

/** The Authentication tab: several features each bring a section, and `routes.tsx` puts them together. */
export function AuthenticationPage({ children }: { children: ReactNode }) {
  const texts = useTexts(shellTexts);
  return (
    <Page title={texts.tabs.authorization} intro={texts.authentication}>
      {children}
    </Page>
  );
}
