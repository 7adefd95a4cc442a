import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { presentContracts, thosePending } from '../../api/contracts.ts';
import { useFormat, useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { Banner } from '../../ui/banner.tsx';
import { SkeletonLine } from '../../ui/skeleton.tsx';
import styles from '../contracts-banner.module.css';
import { Link } from '../link.tsx';
import { waitingTexts } from './texts.ts';

/** @param sure it applies to everybody, so the banner has its place before it knows what it names. */
export function WaitingContracts({ sure }: { sure: boolean }) {
  const texts = useTexts(waitingTexts);
  const locale = useLocale();
  const format = useFormat();
  const { data } = useQuery({ ...presentContracts, select: thosePending });
  const first = data?.[0];
  if (data ? !first : !sure) return null;
  const by = first?.enroll_at ?? null;
  return (
    <div className={styles.place}>
      <Banner
        tone={first?.overdue ? 'bad' : 'warn'}
        title={texts.title}
        act={
          <Button component={Link} to={`${paths.account}#contracts`} variant="default">
            {texts.act}
          </Button>
        }
      >
        <p>
          {first ? (
            texts.body(first.name[locale], by && format.date(by), first.overdue)
          ) : (
            <SkeletonLine width={220} height={19} />
          )}
        </p>
      </Banner>
    </div>
  );
}
