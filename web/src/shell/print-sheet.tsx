import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './print-sheet.module.css';

/** All that a printer gets while it is on the page; nobody sees it there. */
export function PrintSheet({ children }: { children: ReactNode }) {
  return createPortal(
    <div className={styles.sheet} aria-hidden="true" translate="no">
      {children}
    </div>,
    document.body,
  );
}
