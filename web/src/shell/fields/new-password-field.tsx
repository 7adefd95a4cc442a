import { passwordLimits } from '@loge/protocol';
import type { TextInputProps } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { Meter } from '../../ui/meter.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import styles from './new-password-field.module.css';
import { type PasswordHint, passwordHint } from './password-hint.ts';
import type { FieldTexts } from './texts.en.ts';
import { fieldTexts } from './texts.ts';

interface Props extends TextInputProps {
  value: string;
  /** Names and addresses that the password should not be made of. */
  identity?: readonly string[];
  /** True when the account may have a second factor, so that a shorter password will do. */
  mayBeShorter?: boolean;
}

/** A field for choosing a password. It shows the rule, the progress, and how easy the password is to guess. */
export function NewPasswordField({ identity = [], mayBeShorter = false, ...input }: Props) {
  const { password } = useTexts(fieldTexts);
  const { min, minWithSecondFactor } = passwordLimits;
  const hint = passwordHint(input.value, identity, min);
  return (
    <div>
      <PasswordField
        {...input}
        autoComplete="new-password"
        words={password}
        description={mayBeShorter ? password.ruleEither(min, minWithSecondFactor) : password.rule(min)}
      />
      {input.value !== '' && (
        <div className={styles.hint}>
          <Meter value={hint.length} max={min} tone={toneOf(hint)} />
          <p role="status">{say(hint, password)}</p>
        </div>
      )}
    </div>
  );
}

function toneOf({ state }: PasswordHint): 'plain' | 'good' | 'warn' {
  if (state === 'short') return 'plain';
  return state === 'long' || state === 'strong' ? 'good' : 'warn';
}

function say({ state, length }: PasswordHint, words: FieldTexts['password']): string {
  if (state === 'short') return words.count(length, passwordLimits.min);
  return state === 'tooLong' ? words.tooLong(passwordLimits.max) : words[state];
}
