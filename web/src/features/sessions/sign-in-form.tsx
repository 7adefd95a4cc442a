import { sessions } from '@loge/protocol';
import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { enterAs } from '../../api/self.ts';
import { useForm } from '../../api/use-form.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { Card, CardBody } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { Check } from '../../ui/toggle.tsx';
import { sessionTexts } from './texts.ts';

const initial = { login: '', password: '', remember: false };

/** Signs in; whoever shows the form sees the account appear and goes on from there. */
export function SignInForm() {
  const texts = useTexts(sessionTexts);
  const { password: passwordWords } = useTexts(fieldTexts);
  const client = useQueryClient();
  const form = useForm({
    initial,
    check: (values) => issuesOf(sessions.signIn.body.schema, values),
    send: (values) => call(sessions.signIn, { body: values }),
    onDone: ({ user }) => enterAs(client, user),
  });
  return (
    <Card>
      <CardBody>
        <form {...form.props}>
          <FormStack>
            {form.failure && <FailureBanner error={form.failure} />}
            <TextInput
              {...form.bind('login')}
              label={texts.login}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
            />
            <PasswordField
              {...form.bind('password')}
              label={texts.password}
              autoComplete="current-password"
              words={passwordWords}
            />
            <Check
              name="remember"
              label={texts.remember}
              hint={texts.rememberHint}
              checked={form.values.remember}
              onChange={(checked) => form.set('remember', checked)}
            />
            <SubmitButton busy={form.submitting} fullWidth>
              {texts.submit}
            </SubmitButton>
            <p>
              <Link to={paths.forgottenPassword}>{texts.forgotten}</Link>
            </p>
          </FormStack>
        </form>
      </CardBody>
    </Card>
  );
}
