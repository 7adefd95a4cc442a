import type { ReactNode } from 'react';
import styles from './status-message.module.css';

/** What has just happened in a card. It is there before the words are, so that screen readers say them. */
export function StatusMessage({ children }: { children: ReactNode }) {
  return (
    <p className={styles.said} role="status">
      {children}
    </p>
  );
}
