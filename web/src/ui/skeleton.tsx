import { Card } from './card.tsx';
import styles from './skeleton.module.css';

/** A placeholder for a line of text that is loading. */
export function SkeletonLine({ width, height = 15 }: { width: number | string; height?: number }) {
  return <span className={styles.line} style={{ width, height }} aria-hidden="true" data-coming />;
}

/** Placeholders for rows, as high as the rows will be. */
export function SkeletonRows({ count }: { count: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={styles.row}>
          <SkeletonLine width="42%" />
          <SkeletonLine width="26%" height={12} />
        </div>
      ))}
    </div>
  );
}

/** A placeholder for a whole page, before it is known who is looking: a title, a sentence and a card. */
export function SkeletonPage({ label }: { label: string }) {
  return (
    <div className={styles.page} role="status" aria-label={label}>
      <SkeletonLine width={210} height={26} />
      <SkeletonLine width="60%" />
      <Card>
        <SkeletonRows count={5} />
      </Card>
    </div>
  );
}
