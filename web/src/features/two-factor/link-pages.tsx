import { twoFactor } from '@loge/protocol';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.ts';
import { LinkActPage } from '../../shell/link-act-page.tsx';
import { twoFactorTexts } from './texts.ts';

/** A link in the mail about the enabling opens this page. It stops a second factor that somebody else enabled. */
export function StopTwoFactorPage() {
  const { stop } = useTexts(twoFactorTexts);
  return <LinkActPage texts={stop} danger run={(token) => call(twoFactor.stopTfa, { body: { token } })} />;
}

/** A link in the mail about an operator's removal opens this page. It keeps the second factor. */
export function KeepTwoFactorPage() {
  const { keep } = useTexts(twoFactorTexts);
  return <LinkActPage texts={keep} run={(token) => call(twoFactor.stopReset, { body: { token } })} />;
}
