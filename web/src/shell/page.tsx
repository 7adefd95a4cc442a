import { type ReactNode, useEffect } from 'react';
import { boot } from '../api/boot.ts';
import styles from './page.module.css';

interface Props {
  title: string;
  intro?: ReactNode;
  /** A link to the page that this one belongs to. */
  back?: ReactNode;
  children: ReactNode;
}

/** The column of a page: its one h1, a sentence, then sections. */
export function Page({ title, intro, back, children }: Props) {
  useTitle(title);
  return (
    <div className={styles.page}>
      <div>
        {back && <p className={styles.back}>{back}</p>}
        <h1 className={styles.title}>{title}</h1>
        {intro && <p className={styles.intro}>{intro}</p>}
      </div>
      {children}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${boot.platformName}`;
  }, [title]);
}
