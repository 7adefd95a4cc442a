import styles from './initial.module.css';

/** The first letter of somebody's name, where their picture would be: a page loads nothing from another site. */
export function Initial({ name }: { name: string }) {
  const [first = ''] = new Intl.Segmenter().segment(name);
  return (
    <span className={styles.initial} aria-hidden="true">
      {typeof first === 'string' ? first : first.segment.toLocaleUpperCase()}
    </span>
  );
}
