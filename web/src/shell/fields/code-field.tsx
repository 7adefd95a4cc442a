import type { ProofMethod } from '@loge/protocol';
import { TextInput, type TextInputProps } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { fieldTexts } from './texts.ts';

interface Props extends TextInputProps {
  /** The methods by which the account can give proof. */
  methods: readonly ProofMethod[];
}

/** A field for the code of an authenticator app, or a recovery code in its place. */
export function CodeField({ methods, ...input }: Props) {
  const { code } = useTexts(fieldTexts);
  const byApp = methods.includes('totp');
  return (
    <TextInput
      {...input}
      label={byApp ? code.label : code.recovery}
      description={byApp ? code.hint : undefined}
      autoComplete="one-time-code"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
    />
  );
}
