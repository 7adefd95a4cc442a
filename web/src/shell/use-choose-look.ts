import type { Locale } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { useSavePreference } from '../api/save-account.ts';
import { useSignedIn } from '../api/self.ts';
import { orReason } from '../api/site-piece.ts';
import { loadLanguage } from '../i18n/texts.ts';
import type { Theme } from './look.ts';
import { useLook } from './look-provider.tsx';

/** Loads a language before it is chosen, so that only one that can be shown is. */
const fetchLanguage = (locale: Locale) => orReason(loadLanguage(locale));

/** Chooses theme or language: for the account when somebody is signed in, otherwise for this browser. */
export function useChooseLook() {
  const user = useSignedIn();
  const { theme, locale, show } = useLook();
  const saving = useSavePreference();
  const fetching = useMutation({ mutationFn: fetchLanguage, networkMode: 'always' });
  const keep = (wanted: { theme?: Theme; locale?: Locale }) =>
    // The account’s preference shows at once. If saving fails, the old one shows again.
    user ? saving.mutate(wanted) : show(wanted);
  return {
    theme,
    locale,
    chooseTheme: (wanted: Theme) => keep({ theme: wanted }),
    chooseLocale: (wanted: Locale) => fetching.mutate(wanted, { onSuccess: () => keep({ locale: wanted }) }),
    error: fetching.error ?? saving.error,
    saving: fetching.error ? fetching : saving,
  };
}
