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
  /** The name for screen readers, where the visible words alone say too little. */
  label?: string;
  /** The id of the words that say why the button is disabled, or what it will do. */
  describedBy?: string;
  /** The id of the form that the button submits, when it stands outside the form. */
  form?: string;
  /** Without it, the button submits its form. */
  onClick?: () => void;
  variant?: 'filled' | 'default' | 'danger';
  children: ReactNode;
}

/** A button for an action that takes a moment. It stays focusable while busy, so that nobody loses their place. */
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
