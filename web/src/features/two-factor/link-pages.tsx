import { twoFactor } from '@loge/protocol';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.ts';
import { LinkActPage } from '../../shell/link-act-page.tsx';
import { twoFactorTexts } from './texts.ts';

/** From the mail about the enabling: it was somebody else. */
export function StopTwoFactorPage() {
  const { stop } = useTexts(twoFactorTexts);
  return <LinkActPage texts={stop} danger run={(token) => call(twoFactor.stopTfa, { body: { token } })} />;
}

/** From the mail about an operator's removal: it is not wanted. */
export function KeepTwoFactorPage() {
  const { keep } = useTexts(twoFactorTexts);
  return <LinkActPage texts={keep} run={(token) => call(twoFactor.stopReset, { body: { token } })} />;
}
