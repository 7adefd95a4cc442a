import { boot } from './api/boot.ts';
import { ContractsSection } from './features/contracts/contracts-section.tsx';
import { NewsletterSection } from './features/profile/newsletter-section.tsx';
import { PreferencesSection } from './features/profile/preferences-section.tsx';
import { ProfileForm } from './features/profile/profile-form.tsx';
import { profileTexts } from './features/profile/texts.ts';
import { useTexts } from './i18n/texts.ts';
import { useMember } from './shell/member-gate.tsx';
import { TabPage } from './shell/tab-page.tsx';

/** Basic information: a tab of two features, neither of which may know the other. */
export function AccountTab() {
  const texts = useTexts(profileTexts);
  const user = useMember();
  return (
    <TabPage intro={texts.intro(boot.platformName)}>
      <ProfileForm key={user.id} user={user} />
      <NewsletterSection user={user} />
      <ContractsSection />
      <PreferencesSection preferences={user.preferences} />
    </TabPage>
  );
}
