import { useState } from 'react';
import { ExportSection } from './features/data-export/export-section.tsx';
import { DeleteSection } from './features/deletion/delete-section.tsx';
import { EmailRows } from './features/email-change/email-rows.tsx';
import { PendingBanner } from './features/email-change/pending-banner.tsx';
import { IdentitiesPart } from './features/identities/identities-part.tsx';
import { PasskeysSection } from './features/passkeys/passkeys-section.tsx';
import { CredentialsSection } from './features/password/credentials-section.tsx';
import { RevocationRow } from './features/revocation/revocation-row.tsx';
import { SecurityLogRow } from './features/security-log/security-log-row.tsx';
import { SessionsSection } from './features/sessions/sessions-section.tsx';
import { TwoFactorSection } from './features/two-factor/two-factor-section.tsx';
import { useTexts } from './i18n/texts.ts';
import { TabPage } from './shell/tab-page.tsx';
import { shellTexts } from './shell/texts.ts';
import { WatchSection } from './shell/watch-section.tsx';

/** A tab of several features, none of which may know another. */
export function AuthenticationTab() {
  const texts = useTexts(shellTexts);
  /** Where a factor changed last since the page was opened: to end the other sessions is offered there, and once. */
  const [changedIn, setChangedIn] = useState<'app' | 'passkeys' | null>(null);
  return (
    <TabPage intro={texts.authentication}>
      <PendingBanner />
      <CredentialsSection>
        <EmailRows />
      </CredentialsSection>
      <IdentitiesPart />
      <TwoFactorSection changed={changedIn === 'app'} onChanged={() => setChangedIn('app')} />
      <PasskeysSection changed={changedIn === 'passkeys'} onChanged={() => setChangedIn('passkeys')} />
      <SessionsSection />
      <WatchSection>
        <SecurityLogRow />
        <RevocationRow />
      </WatchSection>
      <ExportSection />
      <DeleteSection />
    </TabPage>
  );
}
