import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../ui/card.tsx';
import { Section } from '../ui/section.tsx';
import { shellTexts } from './texts.ts';

/** The section of what watches over the account. The rows come from their features. */
export function WatchSection({ children }: { children: ReactNode }) {
  const texts = useTexts(shellTexts);
  return (
    <Section title={texts.watch}>
      <Card>{children}</Card>
    </Section>
  );
}
