import type { ProofMethod, passkeys } from '@loge/protocol';
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react';
import { passkeysSupported } from '../../api/passkey.ts';
import { useTexts } from '../../i18n/texts.ts';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { CodeField } from '../fields/code-field.tsx';
import { PasskeyButton } from '../passkey-button.tsx';
import { secondStepTexts } from './texts.ts';

interface Props {
  /** Who is signing in, and how to be somebody else. */
  who: ReactNode;
  /** Of the form, which stands around this. */
  field: Omit<ComponentProps<typeof CodeField>, 'methods'>;
  busy: boolean;
  methods: readonly ProofMethod[];
  byPasskey(passkey: passkeys.Assertion): Promise<void>;
  /** The button's word, where there is no other. */
  submit: string;
}

/** What came before was right, and the account asks for a second factor. */
export function SecondStep({ who, field, busy, methods, byPasskey, submit }: Props) {
  const texts = useTexts(secondStepTexts);
  const first = useRef<HTMLInputElement>(null);
  // The fields that had the focus have disappeared.
  useEffect(() => first.current?.focus(), []);
  // A passkey comes first when the account has one and the browser can use it. Codes are the other way.
  const passkey = methods.includes('passkey') && passkeysSupported();
  return (
    <>
      <p>{who}</p>
      {passkey && (
        <>
          <PasskeyButton label={texts.passkey} fullWidth primary send={byPasskey} />
          <p>{methods.includes('totp') ? texts.orCode : texts.orRecovery}</p>
        </>
      )}
      <CodeField {...field} ref={passkey ? undefined : first} methods={methods} />
      <SubmitButton busy={busy} fullWidth variant={passkey ? 'default' : 'filled'}>
        {passkey ? texts.submit : submit}
      </SubmitButton>
    </>
  );
}
