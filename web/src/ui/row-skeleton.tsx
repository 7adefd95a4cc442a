import type { CSSProperties } from 'react';
import styles from './row-skeleton.module.css';
import { SkeletonLine } from './skeleton.tsx';

interface Props {
  count: number;
  /** The number of lines of facts under the name. */
  facts: number;
  /** The height of a row in pixels. `narrow` is its height on a small screen, where its actions stand below. */
  height: number;
  narrow: number;
}

/** Placeholders for rows with more than two lines, or with actions that move below. They are as high as the rows will be. */
export function RowSkeleton({ count, facts, height, narrow }: Props) {
  const size = { '--wide': `${height}px`, '--narrow': `${narrow}px` } as CSSProperties;
  return (
    <div aria-hidden="true">
      {Array.from({ length: count }, (_, row) => (
        <div key={row} className={styles.row} style={size}>
          <SkeletonLine width="34%" />
          {Array.from({ length: facts }, (_, fact) => (
            <SkeletonLine key={fact} width={`${64 - 5 * fact}%`} height={12} />
          ))}
        </div>
      ))}
    </div>
  );
}
