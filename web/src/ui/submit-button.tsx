import { Button } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import styles from './submit-button.module.css';

interface Props {
  ref?: Ref<HTMLButtonElement>;
  id?: string;
  busy: boolean;
  fullWidth?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  /** More than its words say, for whoever hears it alone. */
  label?: string;
  /** Id of the words that say why it is disabled, or what it will do. */
  describedBy?: string;
  /** Id of the form that it submits, when it stands outside. */
  form?: string;
  /** Without it, the button submits its form. */
  onClick?: () => void;
  variant?: 'filled' | 'default' | 'danger';
  children: ReactNode;
}

/** An act that takes a moment. It stays focusable while busy, so that nobody loses their place. */
export function SubmitButton({
  busy,
  onClick,
  variant = 'filled',
  describedBy,
  label,
  children,
  ...rest
}: Props) {
  return (
    <Button
      {...rest}
      aria-describedby={describedBy}
      aria-label={label}
      type={onClick ? 'button' : 'submit'}
      variant={variant}
      aria-disabled={busy || undefined}
      leftSection={busy ? <span className={styles.spinner} aria-hidden="true" /> : undefined}
      onClick={busy ? undefined : onClick}
    >
      {children}
    </Button>
  );
}
