import type { ReactNode } from 'react';
import type { Tone } from './banner.tsx';
import styles from './state-badge.module.css';

/** A state, always with its word: colour alone says nothing. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}
