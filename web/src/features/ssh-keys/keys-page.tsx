import { credentialErrorTexts } from '../../api/credential-error-texts.ts';
import { MoreFieldWords } from '../../api/use-field-words.ts';
import { useTexts } from '../../i18n/texts.ts';
import { TabPage } from '../../shell/tab-page.tsx';
import { KeysSection } from './keys-section.tsx';
import { keyTexts } from './texts.ts';

export function KeysPage() {
  const texts = useTexts(keyTexts);
  return (
    <MoreFieldWords value={useTexts(credentialErrorTexts)}>
      <TabPage intro={texts.intro}>
        <KeysSection />
      </TabPage>
    </MoreFieldWords>
  );
}
