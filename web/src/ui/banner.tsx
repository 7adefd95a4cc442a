import type { ReactNode } from 'react';
import styles from './banner.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'plain';

interface Props {
  tone: Tone;
  title?: string;
  act?: ReactNode;
  children: ReactNode;
}

/** A message before the rest, with what to do about it. Screen readers read a bad one at once. */
export function Banner({ tone, title, act, children }: Props) {
  return (
    <div className={styles.banner} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children}
      </div>
      {act}
    </div>
  );
}
