import { Button } from '@mantine/core';
import { useLocation } from 'react-router';
import { useTexts } from '../i18n/texts.ts';
import { paths, signInTo } from '../paths.ts';
import { Banner } from '../ui/banner.tsx';
import styles from './ended-banner.module.css';
import { Link } from './link.tsx';
import { shellTexts } from './texts.ts';

/** Says in place that the session has ended, so that nothing typed is lost. */
export function EndedBanner() {
  const { ended } = useTexts(shellTexts);
  const { pathname, search } = useLocation();
  if (pathname === paths.signIn) return null;
  const act = (
    <Button component={Link} to={signInTo(pathname + search)} variant="default">
      {ended.act}
    </Button>
  );
  return (
    <div className={styles.place}>
      <Banner tone="warn" title={ended.title} act={act}>
        <p>{ended.body}</p>
      </Banner>
    </div>
  );
}
