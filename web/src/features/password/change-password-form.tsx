import { profile } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { saveAccount } from '../../api/save-account.ts';
import { useForm } from '../../api/use-form.ts';
import { useTexts } from '../../i18n/texts.ts';
import { NewPasswordField } from '../../shell/fields/new-password-field.tsx';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { CardBody, FormFoot } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { passwordTexts } from './texts.ts';

interface Props {
  user: profile.User;
  onChanged(): void;
  onCancel(): void;
}

const initial = { current_password: '', password: '' };

/** The password now and the next one. */
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
  // Whoever pressed "Change" types next.
  useEffect(() => first.current?.focus(), []);
  return (
    <form {...form.props} aria-label={texts.submit}>
      <CardBody>
        <FormStack>
          {form.failure && <FailureBanner error={form.failure} />}
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
        </FormStack>
      </CardBody>
      <FormFoot note={texts.warning}>
        <Button variant="default" onClick={onCancel}>
          {texts.cancel}
        </Button>
        <SubmitButton busy={form.submitting}>{texts.submit}</SubmitButton>
      </FormFoot>
    </form>
  );
}
