import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

interface Props {
  title: string;
  /** One sentence that helps. */
  hint?: string;
  /** What is in it cannot be taken back. */
  danger?: boolean;
  children: ReactNode;
}

/** A title, a sentence, then a card. */
export function Section({ title, hint, danger, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id} data-danger={danger || undefined}>
      <div>
        <h2 className={styles.title} id={id}>
          {title}
        </h2>
        {hint && <p className={styles.hint}>{hint}</p>}
      </div>
      {children}
    </section>
  );
}
