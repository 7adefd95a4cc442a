import type { ReactNode } from 'react';
import styles from './preference-cell.module.css';
import { SavedNote } from './saved-note.tsx';

interface Props {
  saving: { isSuccess: boolean; error: Error | null };
  children: ReactNode;
}

/** A control and, at its shoulder, whether it was saved. A failure takes a line of its own. */
export function PreferenceCell({ saving, children }: Props) {
  return (
    <div className={styles.cell}>
      {children}
      <div className={saving.error ? undefined : styles.shoulder}>
        <SavedNote saving={saving} />
      </div>
    </div>
  );
}
