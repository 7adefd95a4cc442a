import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

interface Props {
  title: string;
  /** One sentence that helps. */
  hint?: string | undefined;
  /** What is in it cannot be taken back. */
  danger?: boolean;
  /** The one act that begins something here, at the right of the title. */
  act?: ReactNode;
  children: ReactNode;
}

/** A title, a sentence, then a card. */
export function Section({ title, hint, danger, act, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id} data-danger={danger || undefined}>
      <div className={styles.head}>
        <div>
          <h2 className={styles.title} id={id}>
            {title}
          </h2>
          {hint && <p className={styles.hint}>{hint}</p>}
        </div>
        {act}
      </div>
      {children}
    </section>
  );
}
