import { profile } from '@loge/protocol';
import { TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ApiError, asApiError } from '../../api/api-error.ts';
import { issuesOf } from '../../api/issues.ts';
import { saveAccount } from '../../api/save-account.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { FormCard } from '../../shell/form-card.tsx';
import { emailChangeTexts } from './texts.ts';

interface Props {
  onSent(user: profile.User): void;
  onCancel(): void;
}

const initial = { email: '' };

/**
 * The contract's route says 422 on `current_password` where others say `proof_required` (docs/contract.md#account-changes).
 */
async function change(email: string): Promise<profile.User> {
  try {
    return await saveAccount({ email });
  } catch (error) {
    const { issues, methods } = asApiError(error);
    if (issues.current_password) throw new ApiError('proof_required', { methods: [...methods] });
    throw error;
  }
}

/** The address to move to. */
export function ChangeEmailForm({ onSent, onCancel }: Props) {
  const texts = useTexts(emailChangeTexts);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const form = useForm({
    initial,
    check: (values) => issuesOf(profile.updateAccount.body.schema, values),
    send: ({ email }) => withProof(() => change(email)),
    onDone: onSent,
  });
  return (
    <FormCard form={form} label={texts.label} submit={texts.submit} onCancel={onCancel}>
      <TextInput
        {...form.bind('email')}
        ref={first}
        type="email"
        label={texts.next}
        description={texts.nextHint}
        autoComplete="email"
      />
    </FormCard>
  );
}
