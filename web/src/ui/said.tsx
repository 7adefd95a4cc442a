import type { ReactNode } from 'react';
import styles from './said.module.css';

/** What has just happened in a card. It is there before the words are, so that screen readers say them. */
export function Said({ children }: { children: ReactNode }) {
  return (
    <p className={styles.said} role="status">
      {children}
    </p>
  );
}
