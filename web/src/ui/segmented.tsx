import { type ReactNode, useId } from 'react';
import styles from './segmented.module.css';

interface Choice<V extends string> {
  value: V;
  label: string;
  /** The language of the label, when it is not the page's. */
  lang?: string;
}

interface Props<V extends string> {
  label: string;
  choices: readonly Choice<V>[];
  value: NoInfer<V> | null;
  onChange(value: NoInfer<V>): void;
  hint?: ReactNode;
}

/** A choice of one among a few, all visible: radio buttons that look like one control. */
export function Segmented<V extends string>({ label, choices, value, onChange, hint }: Props<V>) {
  const id = useId();
  return (
    <fieldset className={styles.set} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice} lang={choice.lang}>
            <input
              type="radio"
              className={styles.input}
              name={id}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span className={styles.text} data-text={choice.label}>
              {choice.label}
            </span>
          </label>
        ))}
      </div>
      {hint && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}
