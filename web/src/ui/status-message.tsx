import type { ReactNode } from 'react';
import styles from './status-message.module.css';

/** Says what has just happened in a card. The element is there before its words are, so that screen readers read them. */
export function StatusMessage({ children }: { children: ReactNode }) {
  return (
    <p className={styles.said} role="status">
      {children}
    </p>
  );
}
