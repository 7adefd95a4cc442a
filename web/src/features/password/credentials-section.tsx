import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { useMember } from '../../shell/member-gate.tsx';
import { Card } from '../../ui/card.tsx';
import { Section } from '../../ui/section.tsx';
import { PasswordRow } from './password-row.tsx';
import { passwordTexts } from './texts.ts';

/** What the member signs in with. The rows of the address come from the feature of the address. */
export function CredentialsSection({ children }: { children: ReactNode }) {
  const { credentials } = useTexts(passwordTexts);
  const user = useMember();
  return (
    <Section title={credentials.title}>
      <Card>
        {children}
        <PasswordRow user={user} />
      </Card>
    </Section>
  );
}
