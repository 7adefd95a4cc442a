import { credentialErrorTexts } from '../../api/credential-error-texts.ts';
import { CredentialWords } from '../../api/use-field-words.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Page } from '../../shell/page.tsx';
import { KeysSection } from './keys-section.tsx';
import { keyTexts } from './texts.ts';

export function KeysPage() {
  const texts = useTexts(keyTexts);
  return (
    <CredentialWords value={useTexts(credentialErrorTexts)}>
      <Page title={texts.title} intro={texts.intro}>
        <KeysSection />
      </Page>
    </CredentialWords>
  );
}
