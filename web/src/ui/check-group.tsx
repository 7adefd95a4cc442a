import { type ReactNode, useId } from 'react';
import styles from './check-group.module.css';

interface Props {
  label: string;
  error?: ReactNode;
  /** Boxes to tick. The first one must be `invalid` when there is an error. */
  children: ReactNode;
}

/** A group of boxes to tick under one name. */
export function CheckGroup({ label, error, children }: Props) {
  const id = useId();
  return (
    <fieldset className={styles.group} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.checks}>{children}</div>
      {error && (
        <p className={styles.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
