import type { ReactNode } from 'react';
import styles from './text-button.module.css';

interface Props {
  onClick: () => void;
  children: ReactNode;
}

/** A button for a small action inside a sentence. */
export function TextButton({ onClick, children }: Props) {
  return (
    <button type="button" className={styles.button} onClick={onClick}>
      {children}
    </button>
  );
}
