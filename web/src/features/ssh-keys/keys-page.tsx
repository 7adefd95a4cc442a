import { useTexts } from '../../i18n/texts.ts';
import { Page } from '../../shell/page.tsx';
import { KeysSection } from './keys-section.tsx';
import { keyTexts } from './texts.ts';

export function KeysPage() {
  const texts = useTexts(keyTexts);
  return (
    <Page title={texts.title} intro={texts.intro}>
      <KeysSection />
    </Page>
  );
}
