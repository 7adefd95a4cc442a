import { profile } from '@loge/protocol';
import { useTexts } from '../../i18n/texts.ts';
import { languages } from '../../shell/languages.ts';
import { useLook } from '../../shell/look-provider.tsx';
import { shellTexts } from '../../shell/texts.ts';
import { useChooseLook } from '../../shell/use-choose-look.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { PreferenceCell } from './preference-cell.tsx';
import { profileTexts } from './texts.ts';
import { usePreference } from './use-preference.ts';

/** Theme and language: the page follows at once, and every other device at its next visit. */
export function LookPreferences() {
  const { preferences: texts } = useTexts(profileTexts);
  const { themes } = useTexts(shellTexts);
  const look = useLook();
  const theme = usePreference('theme');
  const { chooseLocale, saving: language } = useChooseLook();
  return (
    <>
      <PreferenceCell saving={theme.saving}>
        <Segmented
          label={texts.theme}
          value={look.theme}
          onChange={theme.save}
          choices={profile.themes.map((value) => ({ value, label: themes[value] }))}
        />
      </PreferenceCell>
      <PreferenceCell saving={language}>
        <Segmented
          label={texts.language}
          value={look.locale}
          onChange={chooseLocale}
          choices={languages.map(({ locale, name }) => ({ value: locale, label: name, lang: locale }))}
        />
      </PreferenceCell>
    </>
  );
}
