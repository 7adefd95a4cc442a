import { useLocation } from 'react-router';
import { boot } from './api/boot.ts';
import { contractTexts } from './features/contracts/texts.ts';
import { NewsletterSection } from './features/profile/newsletter-section.tsx';
import { PreferencesSection } from './features/profile/preferences-section.tsx';
import { ProfileForm } from './features/profile/profile-form.tsx';
import { profileTexts } from './features/profile/texts.ts';
import { useTexts } from './i18n/texts.ts';
import { lazyPart } from './shell/lazy-part.tsx';
import { useMember } from './shell/member-gate.tsx';
import { TabPage } from './shell/tab-page.tsx';
import { Card } from './ui/card.tsx';
import { SkeletonRows } from './ui/skeleton.tsx';
import { WhenNear } from './ui/when-near.tsx';

const ContractsSection = lazyPart(
  async () => (await import('./features/contracts/contracts-section.tsx')).ContractsSection,
  {
    words: [contractTexts],
    fallback: (
      <Card>
        <SkeletonRows count={3} />
      </Card>
    ),
  },
);

/** Basic information: a tab of two features, neither of which may know the other. */
export function AccountTab() {
  const texts = useTexts(profileTexts);
  const user = useMember();
  const { hash } = useLocation();
  return (
    <TabPage intro={texts.intro(boot.platformName)}>
      <ProfileForm key={user.id} user={user} />
      <NewsletterSection user={user} />
      <PreferencesSection preferences={user.preferences} />
      {/* Last, so that nothing moves when it comes. */}
      <WhenNear now={hash !== ''} height={230}>
        <ContractsSection />
      </WhenNear>
    </TabPage>
  );
}
