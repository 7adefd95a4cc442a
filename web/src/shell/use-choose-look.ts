import type { Locale } from '@loge/protocol';
import { useSavePreference } from '../api/save-account.ts';
import { useSignedIn } from '../api/self.ts';
import type { Theme } from './look.ts';
import { useLook } from './look-provider.tsx';

/** Choosing theme or language: for the account when somebody is signed in, else for this browser. */
export function useChooseLook() {
  const user = useSignedIn();
  const { theme, locale, show } = useLook();
  const saving = useSavePreference();
  const choose = (wanted: { theme?: Theme; locale?: Locale }) =>
    // The account’s preference is shown as soon as it is put, and the old one again if saving fails.
    user ? saving.mutate(wanted) : show(wanted);
  return { theme, locale, choose, error: saving.error };
}
