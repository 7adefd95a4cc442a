import type { ReactNode } from 'react';
import styles from './form-stack.module.css';

/** Fields one under the other. */
export function FormStack({ children }: { children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}
