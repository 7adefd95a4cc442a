import styles from './meter.module.css';

interface Props {
  value: number;
  max: number;
  tone: 'plain' | 'good' | 'warn';
}

/** How far along, as a bar; its words stand beside it, so screen readers skip the drawing. */
export function Meter({ value, max, tone }: Props) {
  return (
    <span className={styles.track} data-tone={tone} aria-hidden="true">
      <span className={styles.bar} style={{ scale: `${Math.min(1, value / max)} 1` }} />
    </span>
  );
}
