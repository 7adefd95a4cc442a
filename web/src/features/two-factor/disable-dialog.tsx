import { twoFactor } from '@loge/protocol';
import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { NewPasswordField } from '../../shell/fields/new-password-field.tsx';
import { useMember } from '../../shell/member-gate.tsx';
import { twoFactorTexts } from './texts.ts';

interface Props {
  /** True when a passkey stays. The account then keeps a second factor and its recovery codes. */
  byPasskey: boolean;
  onClose(): void;
  onDone(): void;
}

const initial = { attempt: '', password: '' };

/** Asks for a code and, when the password is too short to stand alone, for a new one. */
export function DisableDialog({ byPasskey, onClose, onDone }: Props) {
  const { disable: texts } = useTexts(twoFactorTexts);
  const user = useMember();
  const [needsPassword, setNeedsPassword] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const form = useForm({
    initial,
    check: ({ attempt, password }) =>
      issuesOf(twoFactor.disableTfa.body.schema, needsPassword ? { attempt, password } : { attempt }),
    send: async ({ attempt, password }) => {
      try {
        const body = needsPassword ? { attempt, password } : { attempt };
        return await withProof(() => call(twoFactor.disableTfa, { body }));
      } catch (error) {
        if (asApiError(error).issues.password) setNeedsPassword(true);
        throw error;
      }
    },
    onDone,
  });
  return (
    <ConfirmDialog
      name={null}
      title={byPasskey ? texts.titleByPasskey : texts.title}
      stops={byPasskey ? texts.bodyByPasskey : texts.body}
      act={texts.act}
      form={form}
      onClose={onClose}
    >
      <TextInput
        {...form.bind('attempt')}
        ref={first}
        label={texts.code}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
      />
      {needsPassword && (
        <>
          <p>{texts.passwordWhy}</p>
          <NewPasswordField
            {...form.bind('password')}
            label={texts.password}
            identity={[user.email, user.username, user.fullname ?? '']}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
