import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTexts } from '../i18n/texts.ts';
import styles from './ended-banner.module.css';
import { PartBanner } from './part-failure.tsx';
import { shellTexts } from './texts.ts';
import { useWay } from './way.ts';

/** Says on the open page that another page did not come. The open page stays as it is, with all that was typed. */
export function LostWay() {
  const { part } = useTexts(shellTexts);
  const { lost } = useWay();
  const place = useRef<HTMLDivElement>(null);
  // Somebody who pressed a link at the end of the page must see the banner.
  useEffect(() => {
    if (lost) place.current?.scrollIntoView({ block: 'nearest' });
  }, [lost]);
  if (!lost) return null;
  return (
    <div className={styles.place} ref={place}>
      <PartBanner title={part.page} error={lost.error} onRetry={lost.again}>
        <Button variant="default" onClick={lost.stay}>
          {part.stay}
        </Button>
      </PartBanner>
    </div>
  );
}
