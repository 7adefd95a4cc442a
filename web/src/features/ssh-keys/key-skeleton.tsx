import { SkeletonLine } from '../../ui/skeleton.tsx';
import styles from './key-skeleton.module.css';

/** A key that is on its way, as high as it will be. */
export function KeySkeleton() {
  return (
    <div className={styles.key} aria-hidden="true">
      <SkeletonLine width="32%" />
      <SkeletonLine width="64%" height={12} />
      <SkeletonLine width="58%" height={12} />
      <SkeletonLine width="52%" height={12} />
    </div>
  );
}
