import styles from './meter.module.css';

interface Props {
  value: number;
  max: number;
  tone: 'plain' | 'good' | 'warn';
}

/** A bar that shows progress. The words beside it say the same, so screen readers skip the drawing. */
export function Meter({ value, max, tone }: Props) {
  return (
    <span className={styles.track} data-tone={tone} aria-hidden="true">
      <span className={styles.bar} style={{ scale: `${Math.min(1, value / max)} 1` }} />
    </span>
  );
}
