import { NativeSelect, TextInput } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';
import { dayOf, inDays } from '../../i18n/day.ts';
import { useTimeZone } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import styles from './expiry-field.module.css';
import { fieldTexts } from './texts.ts';

interface Bound {
  name: string;
  value: string;
  error: ReactNode;
  onChange(event: ChangeEvent<HTMLInputElement | HTMLSelectElement>): void;
  onBlur(): void;
}

interface Props {
  /** The form's `expires_in_days` and `expires_at` (expiry.ts). */
  choice: Bound;
  day: Bound;
  /** The numbers of days that are offered, shortest first. */
  days: readonly number[];
  /** The longest life in days. Null means that there may be no end. */
  max?: number | null;
  /** The words for leaving the expiry as it is. */
  keep?: string;
  hint?: string;
}

/** A choice of when something ends: in some days, at a date, never. Choices beyond `max` are not offered. */
export function ExpiryField({ choice, day, days, max = null, keep, hint }: Props) {
  const { expiry: texts } = useTexts(fieldTexts);
  const zone = useTimeZone();
  const offered = max === null ? days : [...days.filter((count) => count < max), max];
  const data = [
    ...(keep === undefined ? [] : [{ value: 'keep', label: keep }]),
    ...(max === null ? [{ value: 'never', label: texts.never }] : []),
    ...offered.map((count) => ({ value: String(count), label: texts.days(count) })),
    { value: 'date', label: texts.date },
  ];
  return (
    <div className={styles.pair}>
      <NativeSelect {...choice} label={texts.label} data={data} description={hint} />
      {choice.value === 'date' && (
        <TextInput
          {...day}
          type="date"
          label={texts.day}
          description={texts.dayHint}
          min={dayOf(Date.now(), zone)}
          max={max === null ? undefined : dayOf(inDays(max), zone)}
        />
      )}
    </div>
  );
}
