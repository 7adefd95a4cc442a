import { type ProofMethod, type passkeys, sessions } from '@loge/protocol';
import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { boot } from '../../api/boot.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { offerPasskeys } from '../../api/passkey.ts';
import { enterAs } from '../../api/self.ts';
import { type Form, useForm } from '../../api/use-form.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { Link } from '../../shell/link.tsx';
import { PasskeyButton } from '../../shell/passkey-button.tsx';
import { ContinueWith, SecondStep } from '../../shell/sign-in-parts.tsx';
import { Card, CardBody } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { Check } from '../../ui/toggle.tsx';
import { sessionTexts } from './texts.ts';

const initial = { login: '', password: '', otp: '', remember: false };

interface Props {
  /** The page to show after a way that leads over another site. */
  next?: string;
}

/** Signs in, in one step or two. The page that shows the form goes on when the account appears. */
export function SignInForm({ next }: Props) {
  const texts = useTexts(sessionTexts);
  const client = useQueryClient();
  // What the account asks for in addition to the password. Null until the server says so.
  const [second, setSecond] = useState<readonly ProofMethod[] | null>(null);
  const form = useForm({
    initial,
    check: ({ otp, ...values }) =>
      issuesOf(sessions.signIn.body.schema, second ? { ...values, otp } : values),
    send: async ({ otp, ...values }) => {
      try {
        return await call(sessions.signIn, { body: second ? { ...values, otp } : values });
      } catch (error) {
        const { code, methods } = asApiError(error);
        if (code === 'otp_required') {
          // It says itself when it does not come.
          await SecondStep.ask().catch(() => {});
          setSecond(methods);
        }
        throw error;
      }
    },
    onDone: ({ user }) => enterAs(client, user),
  });
  const byPasskey = async (passkey: passkeys.Assertion) => {
    const { remember } = form.values;
    enterAs(client, (await call(sessions.signInByPasskey, { body: { passkey, remember } })).user);
  };
  const bySecond = async (passkey: passkeys.Assertion) => {
    const { otp: _, ...values } = form.values;
    enterAs(client, (await call(sessions.signIn, { body: { ...values, passkey } })).user);
  };
  // Offers passkeys in the browser's own list under the field. A failure there leaves the form as it is.
  const offered = useRef(byPasskey);
  offered.current = byPasskey;
  const first = second === null;
  useEffect(() => {
    if (!first) return;
    return offerPasskeys((passkey) => offered.current(passkey).catch(() => {}));
  }, [first]);
  const failure = form.failure?.code === 'otp_required' ? null : form.failure;
  return (
    <Card>
      <CardBody>
        <form {...form.props}>
          <FormStack>
            {failure && <FailureBanner error={failure} />}
            {second ? (
              <SecondStep
                field={form.bind('otp')}
                busy={form.submitting}
                methods={second}
                byPasskey={bySecond}
                submit={texts.submit}
                who={
                  <>
                    {texts.as} <strong>{form.values.login}</strong>.{' '}
                    <TextButton onClick={() => setSecond(null)}>{texts.back}</TextButton>
                  </>
                }
              />
            ) : (
              <>
                <FirstStep form={form} />
                <SubmitButton busy={form.submitting} fullWidth>
                  {texts.submit}
                </SubmitButton>
                <PasskeyButton label={texts.passkey} fullWidth send={byPasskey} />
                {boot.signInProviders.length > 0 && (
                  <ContinueWith
                    label={texts.continueWith}
                    remember={form.values.remember}
                    {...(next === undefined ? {} : { next })}
                  />
                )}
                <p>
                  <Link to={paths.forgottenPassword}>{texts.forgotten}</Link>
                </p>
              </>
            )}
          </FormStack>
        </form>
      </CardBody>
    </Card>
  );
}

type SignInFields = Form<typeof initial>;

function FirstStep({ form }: { form: SignInFields }) {
  const texts = useTexts(sessionTexts);
  const { password: passwordWords } = useTexts(fieldTexts);
  return (
    <>
      <TextInput
        {...form.bind('login')}
        label={texts.login}
        autoComplete="username webauthn"
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
    </>
  );
}
