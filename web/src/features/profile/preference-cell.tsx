import type { ReactNode } from 'react';
import styles from './preference-cell.module.css';
import { SavedNote } from './saved-note.tsx';

interface Props {
  saving: { isSuccess: boolean; error: Error | null };
  children: ReactNode;
}

/** A control, with a note beside it when it was saved. A failure has a line of its own. */
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
