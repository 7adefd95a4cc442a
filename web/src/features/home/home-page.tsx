import { boot } from '../../api/boot.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useMember } from '../../shell/member-gate.tsx';
import { Page } from '../../shell/page.tsx';
import { Activity } from './activity.tsx';
import { Attention } from './attention.tsx';
import { homeTexts } from './texts.ts';

export function HomePage() {
  const texts = useTexts(homeTexts);
  const user = useMember();
  return (
    <Page title={texts.title(user.fullname || user.username)} intro={texts.intro(boot.platformName)}>
      <Attention user={user} />
      <Activity />
    </Page>
  );
}
