import { profile } from '@loge/protocol';
import { useFailureText } from '../api/use-failure-text.ts';
import { useTexts } from '../i18n/texts.ts';
import { languages } from './languages.ts';
import { isTheme } from './look.ts';
import styles from './look-choice.module.css';
import { shellTexts } from './texts.ts';
import { useChooseLook } from './use-choose-look.ts';

/** The choice of theme and language before anybody signs in. */
export function LookChoice() {
  const texts = useTexts(shellTexts);
  const { theme, locale, chooseTheme, chooseLocale, error } = useChooseLook();
  const say = useFailureText();
  return (
    <div className={styles.choices}>
      {error && (
        <p className={styles.failure} role="alert">
          {say(error)}
        </p>
      )}
      <select
        className={styles.select}
        aria-label={texts.language}
        value={locale}
        onChange={({ currentTarget: { value } }) => {
          const language = languages.find((known) => known.locale === value);
          if (language) chooseLocale(language.locale);
        }}
      >
        {languages.map((language) => (
          <option key={language.locale} value={language.locale} lang={language.locale}>
            {language.name}
          </option>
        ))}
      </select>
      <select
        className={styles.select}
        aria-label={texts.theme}
        value={theme}
        onChange={({ currentTarget: { value } }) => {
          if (isTheme(value)) chooseTheme(value);
        }}
      >
        {profile.themes.map((name) => (
          <option key={name} value={name}>
            {name === 'system' ? texts.systemShort : texts.themes[name]}
          </option>
        ))}
      </select>
    </div>
  );
}
