import type { ReactNode } from 'react';
import styles from './row.module.css';

interface Props {
  title: ReactNode;
  /** The second line, with the facts that matter. */
  facts?: ReactNode;
  /** At the right, or below on small screens. */
  actions?: ReactNode;
}

/** One thing in a card: its name and state, facts, actions. */
export function Row({ title, facts, actions }: Props) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <div>{title}</div>
        {facts !== undefined && <div className={styles.facts}>{facts}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** The rows of a list, marked as a list for screen readers. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className={styles.rows}>{children}</ul>;
}
