import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import styles from './password-field.module.css';

interface Props extends TextInputProps {
  words: { show: string; hide: string; showLong: string; hideLong: string };
}

/** A password field, with a button to show what was typed. */
export function PasswordField({ words, ...input }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <TextInput
      {...input}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      rightSectionWidth={84}
      rightSectionPointerEvents="auto"
      rightSection={
        <button
          type="button"
          className={styles.toggle}
          aria-label={shown ? words.hideLong : words.showLong}
          onClick={() => setShown(!shown)}
        >
          {shown ? words.hide : words.show}
        </button>
      }
    />
  );
}
