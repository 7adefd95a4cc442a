import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './print-sheet.module.css';

/** While this sheet is on the page, a printer prints it alone. It is not visible on the screen. */
export function PrintSheet({ children }: { children: ReactNode }) {
  return createPortal(
    <div className={styles.sheet} aria-hidden="true" translate="no">
      {children}
    </div>,
    document.body,
  );
}
