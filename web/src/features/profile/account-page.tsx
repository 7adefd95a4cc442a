import { boot } from '../../api/boot.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useMember } from '../../shell/member-gate.tsx';
import { TabPage } from '../../shell/tab-page.tsx';
import { NewsletterSection } from './newsletter-section.tsx';
import { PreferencesSection } from './preferences-section.tsx';
import { ProfileForm } from './profile-form.tsx';
import { profileTexts } from './texts.ts';

/** Basic information. */
export function AccountPage() {
  const texts = useTexts(profileTexts);
  const user = useMember();
  return (
    <TabPage intro={texts.intro(boot.platformName)}>
      <ProfileForm key={user.id} user={user} />
      <NewsletterSection user={user} />
      <PreferencesSection preferences={user.preferences} />
    </TabPage>
  );
}
