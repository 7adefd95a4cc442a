import { useTexts } from '../../i18n/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { keyTexts } from './texts.ts';

/** How far a private key got: it stayed in the browser, or it reached the server, which refused it. */
export type Reached = 'here' | 'sent';

/** The warning is loud on purpose, because the member must do something about the pasted private key. */
export function PrivateWarning({ reached }: { reached: Reached }) {
  const { warning: texts } = useTexts(keyTexts);
  return (
    <Banner tone="bad" title={texts.title}>
      <p>{texts[reached]}</p>
      <p>{texts.body}</p>
    </Banner>
  );
}
