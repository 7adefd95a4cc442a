import { outbox } from '@loge/protocol';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { Card, CardBody } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { linkedText } from './linked-text.ts';
import styles from './mail-pane.module.css';
import { outboxTexts } from './texts.ts';

/** One mail, as its reader would see its plain text. */
export function MailPane({ id }: { id: string }) {
  const texts = useTexts(outboxTexts);
  const { data, error, refetch } = useQuery({
    queryKey: ['outbox', id],
    queryFn: () => call(outbox.readOutbox, { params: { id } }),
    select: (reply) => reply.mail,
    // A mail that was sent does not change.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <FailureBanner error={error} onRetry={() => refetch()} />;
  return (
    <Card>
      {data ? (
        <CardBody>
          <article className={styles.mail} aria-label={data.subject}>
            <h2 className={styles.subject}>{data.subject}</h2>
            <dl className={styles.head}>
              <dt>{texts.from}</dt>
              <dd>{data.from}</dd>
              <dt>{texts.recipient}</dt>
              <dd>{data.to}</dd>
              <dt>{texts.sent}</dt>
              <dd>
                <When at={data.sent_at} />
              </dd>
            </dl>
            <p className={styles.text}>
              {linkedText(data.text).map(({ text, href }, index) =>
                href === null ? (
                  text
                ) : (
                  <a key={index} href={href}>
                    {text}
                  </a>
                ),
              )}
            </p>
          </article>
        </CardBody>
      ) : (
        <SkeletonRows count={4} />
      )}
    </Card>
  );
}
