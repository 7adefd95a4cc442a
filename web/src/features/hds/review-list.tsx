import { hds } from '@loge/protocol';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import styles from './hds.module.css';
import { hdsTexts } from './texts.ts';

/** Who looked at a contact, when, and with which outcome; the newest first. */
export function ReviewList({ contact: { id, name, reviewed_at } }: { contact: hds.HealthContact }) {
  const { history: texts } = useTexts(hdsTexts);
  const found = useQuery({
    queryKey: ['hds', 'reviews', id, reviewed_at],
    queryFn: async () => (await call(hds.listReviews, { params: { id } })).reviews,
  });
  if (found.isError && !found.data)
    return <FailureBanner error={found.error} onRetry={() => found.refetch()} />;
  if (!found.data) return <SkeletonRows count={2} />;
  return (
    <ul className={styles.reviews} aria-label={texts.title(name)}>
      {found.data.map((review) => (
        <li key={review.id}>
          {texts.outcomes[review.outcome]} {texts.by[review.by]}, <When at={review.at} inside />
        </li>
      ))}
    </ul>
  );
}
