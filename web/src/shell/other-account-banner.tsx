import { Button } from '@mantine/core';
import { useSelf } from '../api/self.ts';
import { useTexts } from '../i18n/texts.ts';
import { Banner } from '../ui/banner.tsx';
import styles from './ended-banner.module.css';
import { shellTexts } from './texts.ts';

/** Somebody signed in to another account in another tab, so this page can no longer act for the account that it shows. */
export function OtherAccountBanner() {
  const { otherAccount } = useTexts(shellTexts);
  const { data: user } = useSelf();
  const act = (
    <Button variant="default" onClick={() => location.reload()}>
      {otherAccount.act}
    </Button>
  );
  return (
    <div className={styles.place}>
      <Banner tone="warn" title={otherAccount.title} act={act}>
        <p>{otherAccount.body(user?.email ?? '')}</p>
      </Banner>
    </div>
  );
}
