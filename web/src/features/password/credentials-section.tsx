import { useTexts } from '../../i18n/texts.ts';
import { useMember } from '../../shell/member-gate.tsx';
import { Card } from '../../ui/card.tsx';
import { Section } from '../../ui/section.tsx';
import { EmailRow } from './email-row.tsx';
import { PasswordRow } from './password-row.tsx';
import { passwordTexts } from './texts.ts';

/** What the member signs in with. */
export function CredentialsSection() {
  const { credentials } = useTexts(passwordTexts);
  const user = useMember();
  return (
    <Section title={credentials.title}>
      <Card>
        <EmailRow user={user} />
        <PasswordRow user={user} />
      </Card>
    </Section>
  );
}
