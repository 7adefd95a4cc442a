import { outbox } from '@loge/protocol';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { useTitle } from '../../shell/page.tsx';
import { useSearch } from '../../shell/use-search.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { MailList } from './mail-list.tsx';
import { MailPane } from './mail-pane.tsx';
import styles from './outbox-page.module.css';
import { outboxTexts } from './texts.ts';

const pollMilliseconds = 2000;

export function OutboxPage() {
  const texts = useTexts(outboxTexts);
  useTitle(texts.title);
  const search = useSearch();
  const mails = useQuery({
    queryKey: ['outbox'],
    queryFn: () => call(outbox.listOutbox),
    select: (reply) => reply.mails,
    refetchInterval: pollMilliseconds,
  });
  const open = search.get('mail') ?? mails.data?.[0]?.id;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{texts.title}</h1>
        <p className={styles.intro}>{texts.intro}</p>
      </div>
      {mails.isError && <FailureBanner error={mails.error} onRetry={() => mails.refetch()} />}
      <div className={styles.panes}>
        <Card>
          {mails.isPending && <SkeletonRows count={4} />}
          {mails.data?.length === 0 && <EmptyNote>{texts.empty}</EmptyNote>}
          {mails.data && mails.data.length > 0 && <MailList mails={mails.data} open={open} />}
        </Card>
        {open !== undefined && <MailPane id={open} />}
      </div>
    </div>
  );
}
