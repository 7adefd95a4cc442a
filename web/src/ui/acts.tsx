import type { ReactNode } from 'react';
import styles from './acts.module.css';

/** Buttons side by side. */
export function Acts({ children }: { children: ReactNode }) {
  return <div className={styles.acts}>{children}</div>;
}
