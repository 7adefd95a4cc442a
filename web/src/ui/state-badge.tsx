import type { ReactNode } from 'react';
import type { Tone } from './banner.tsx';
import styles from './state-badge.module.css';

/** A state in words and colour, because colour alone says nothing. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}
