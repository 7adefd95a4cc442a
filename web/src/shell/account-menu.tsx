import { initials, profile } from '@loge/protocol';
import { useFailureText } from '../api/use-failure-text.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { Menu, MenuChoice, menuItem } from '../ui/menu.tsx';
import styles from './account-menu.module.css';
import { languages } from './languages.ts';
import { Link } from './link.tsx';
import { shellTexts } from './texts.ts';
import { useChooseLook } from './use-choose-look.ts';
import { useSignOut } from './use-sign-out.ts';

/** The round button with the member's initials, on every page. */
export function AccountMenu({ user }: { user: profile.User }) {
  const texts = useTexts(shellTexts);
  const name = user.fullname || user.username;
  const letters = initials(name);
  return (
    <Menu label={texts.menu(letters)} face={<span className={styles.initials}>{letters}</span>}>
      {(close) => (
        <>
          <div className={styles.who} role="presentation">
            <p className={styles.name}>{name}</p>
            <p className={styles.email}>{user.email}</p>
          </div>
          <Link {...menuItem} to={paths.account} onClick={close}>
            {texts.settings}
          </Link>
          <Choices />
        </>
      )}
    </Menu>
  );
}

function Choices() {
  const texts = useTexts(shellTexts);
  const { theme, locale, chooseTheme, chooseLocale, error } = useChooseLook();
  const signingOut = useSignOut();
  const say = useFailureText();
  const failure = signingOut.error ?? error;
  return (
    <>
      <MenuChoice
        label={texts.theme}
        value={theme}
        onChange={chooseTheme}
        choices={profile.themes.map((value) => ({
          value,
          label: value === 'system' ? texts.systemShort : texts.themes[value],
        }))}
      />
      <MenuChoice
        label={texts.language}
        value={locale}
        onChange={chooseLocale}
        choices={languages.map((language) => ({
          value: language.locale,
          label: language.short,
          title: `${language.short}, ${language.name}`,
          lang: language.locale,
        }))}
      />
      <button {...menuItem} type="button" onClick={() => signingOut.mutate()}>
        {texts.signOut}
      </button>
      {failure && (
        <p className={styles.failure} role="alert">
          {say(failure)}
        </p>
      )}
    </>
  );
}
