import type { ReactNode } from 'react';
import styles from './empty-note.module.css';

/** Says what an empty list is for. */
export function EmptyNote({ children }: { children: ReactNode }) {
  return <p className={styles.note}>{children}</p>;
}
