import { boot } from '../api/boot.ts';
import { useSelf } from '../api/self.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { AccountMenu } from './account-menu.tsx';
import { Link } from './link.tsx';
import { LookChoice } from './look-choice.tsx';
import { shellTexts } from './texts.ts';
import styles from './top-bar.module.css';

export function TopBar() {
  const texts = useTexts(shellTexts);
  const { data: user, isPending } = useSelf();
  return (
    <header className={styles.bar}>
      <Link to={paths.home} className={styles.brand} aria-label={texts.home(boot.platformName)}>
        <Mark />
        <span className={styles.name}>{boot.platformName}</span>
      </Link>
      {user ? <AccountMenu user={user} /> : !isPending && <LookChoice />}
    </header>
  );
}

function Mark() {
  if (boot.logo) return <img className={styles.logo} src={boot.logo} alt="" width={26} height={26} />;
  return <span className={styles.mark} data-letter={[...boot.platformName][0]} />;
}
