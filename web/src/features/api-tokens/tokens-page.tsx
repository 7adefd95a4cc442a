import { useState } from 'react';
import { credentialErrorTexts } from '../../api/credential-error-texts.ts';
import { MoreFieldWords } from '../../api/use-field-words.ts';
import { useTexts } from '../../i18n/texts.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { lazyPart } from '../../shell/lazy-part.tsx';
import { TabPage } from '../../shell/tab-page.tsx';
import { ActiveSection } from './active-section.tsx';
import { EndedSection } from './ended-section.tsx';
import type { NewSecret } from './new-secrets.tsx';
import { tokenTexts } from './texts.ts';

const NewSecrets = lazyPart(async () => (await import('./new-secrets.tsx')).NewSecrets, {
  words: [fieldTexts],
});

export function TokensPage() {
  const texts = useTexts(tokenTexts);
  // Only this state holds the new secrets, until the member says that they are kept.
  const [secrets, setSecrets] = useState<readonly NewSecret[]>([]);
  const without = (id: string) => secrets.filter(({ token }) => token.id !== id);
  return (
    <MoreFieldWords value={useTexts(credentialErrorTexts)}>
      <TabPage intro={texts.intro}>
        {secrets.length > 0 && (
          <NewSecrets
            secrets={secrets}
            onKept={(id) => setSecrets(without(id))}
            onLeft={() => setSecrets([])}
          />
        )}
        <ActiveSection
          onSecret={(made) => setSecrets([made, ...without(made.token.id)])}
          onEnded={(id) => setSecrets(without(id))}
        />
        <EndedSection />
      </TabPage>
    </MoreFieldWords>
  );
}
