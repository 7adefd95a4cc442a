import { useTexts } from '../../i18n/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { keyTexts } from './texts.ts';

/** How far a private key came: no further than the browser, or to the server, which refused it. */
export type Reached = 'here' | 'sent';

/** Loud on purpose: whoever pasted a private key must do something about it. */
export function PrivateWarning({ reached }: { reached: Reached }) {
  const { warning: texts } = useTexts(keyTexts);
  return (
    <Banner tone="bad" title={texts.title}>
      <p>{texts[reached]}</p>
      <p>{texts.body}</p>
    </Banner>
  );
}
