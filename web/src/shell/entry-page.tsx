import type { ReactNode } from 'react';
import styles from './entry-page.module.css';
import { useTitle } from './page.tsx';

interface Props {
  title: string;
  intro?: ReactNode;
  children?: ReactNode;
}

/** A narrow page with one thing to do. */
export function EntryPage({ title, intro, children }: Props) {
  useTitle(title);
  return (
    <div className={styles.page}>
      <div>
        <h1 className={styles.title}>{title}</h1>
        {intro && <p className={styles.intro}>{intro}</p>}
      </div>
      {children}
    </div>
  );
}
