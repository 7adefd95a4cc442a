import { useState } from 'react';
import { credentialErrorTexts } from '../../api/credential-error-texts.ts';
import { CredentialWords } from '../../api/use-field-words.ts';
import { useTexts } from '../../i18n/texts.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { lazyPart } from '../../shell/lazy-part.tsx';
import { Page } from '../../shell/page.tsx';
import { ActiveSection } from './active-section.tsx';
import { EndedSection } from './ended-section.tsx';
import type { Fresh } from './fresh-secrets.tsx';
import { tokenTexts } from './texts.ts';

const FreshSecrets = lazyPart(async () => (await import('./fresh-secrets.tsx')).FreshSecrets, {
  words: [fieldTexts],
});

export function TokensPage() {
  const texts = useTexts(tokenTexts);
  // Secrets live here and nowhere else, until somebody says that they are kept.
  const [fresh, setFresh] = useState<readonly Fresh[]>([]);
  const without = (id: string) => fresh.filter(({ token }) => token.id !== id);
  return (
    <CredentialWords value={useTexts(credentialErrorTexts)}>
      <Page title={texts.title} intro={texts.intro}>
        {fresh.length > 0 && (
          <FreshSecrets fresh={fresh} onKept={(id) => setFresh(without(id))} onLeft={() => setFresh([])} />
        )}
        <ActiveSection
          onSecret={(made) => setFresh([made, ...without(made.token.id)])}
          onEnded={(id) => setFresh(without(id))}
        />
        <EndedSection />
      </Page>
    </CredentialWords>
  );
}
