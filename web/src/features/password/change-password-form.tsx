import { profile } from '@loge/protocol';
import { useEffect, useRef } from 'react';
import { issuesOf } from '../../api/issues.ts';
import { saveAccount } from '../../api/save-account.ts';
import { useForm } from '../../api/use-form.ts';
import { useTexts } from '../../i18n/texts.ts';
import { NewPasswordField } from '../../shell/fields/new-password-field.tsx';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { FormCard } from '../../shell/form-card.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { passwordTexts } from './texts.ts';

interface Props {
  user: profile.User;
  onChanged(): void;
  onCancel(): void;
}

const initial = { current_password: '', password: '' };

/** Asks for the current password and the new one. */
export function ChangePasswordForm({ user, onChanged, onCancel }: Props) {
  const { credentials: texts } = useTexts(passwordTexts);
  const { password: passwordWords } = useTexts(fieldTexts);
  const first = useRef<HTMLInputElement>(null);
  const form = useForm({
    initial,
    check: (values) => issuesOf(profile.updateAccount.body.schema, values),
    send: (values) => saveAccount({ ...values, password_confirmation: values.password }),
    onDone: onChanged,
  });
  // The member who pressed "Change" will type, so the first field gets the focus.
  useEffect(() => first.current?.focus(), []);
  return (
    <FormCard form={form} label={texts.submit} submit={texts.submit} onCancel={onCancel} note={texts.warning}>
      {/* For password managers, which file a password under a name. */}
      <input type="text" autoComplete="username" value={user.email} readOnly hidden />
      <PasswordField
        {...form.bind('current_password')}
        ref={first}
        label={texts.current}
        autoComplete="current-password"
        words={passwordWords}
      />
      <NewPasswordField
        {...form.bind('password')}
        label={texts.next}
        identity={[user.email, user.username, user.fullname ?? '']}
      />
    </FormCard>
  );
}
