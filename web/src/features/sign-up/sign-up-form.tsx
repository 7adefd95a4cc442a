import { type FieldIssues, passwordLength, passwordLimits, signUp } from '@loge/protocol';
import { TextInput } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { isGone, platformContracts, unticked } from '../../api/platform-contracts.ts';
import { MoreFieldWords } from '../../api/use-field-words.ts';
import { useForm } from '../../api/use-form.ts';
import { browserZone } from '../../i18n/browser-zone.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { AccountTypeField, accountTypeOf } from '../../shell/fields/account-type-field.tsx';
import { ContractsField } from '../../shell/fields/contracts-field.tsx';
import { NewPasswordField } from '../../shell/fields/new-password-field.tsx';
import { RoleField, roleOf } from '../../shell/fields/role-field.tsx';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { languages } from '../../shell/languages.ts';
import { useChooseLook } from '../../shell/use-choose-look.ts';
import { Card, CardBody } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { Check } from '../../ui/toggle.tsx';
import { signUpTexts } from './texts.ts';

const initial = {
  account_type: 'professional',
  email: '',
  username: '',
  fullname: '',
  password: '',
  role: '',
  email_newsletter: false,
  tos_accepted: false,
};

const bodyOf = (values: typeof initial) => ({
  ...values,
  account_type: accountTypeOf(values.account_type),
  role: roleOf(values.role),
  time_zone: browserZone(),
});

/** The schema has no lower bound, because that depends on the account. A new account has no second factor. */
function check(values: typeof initial): FieldIssues {
  const issues = issuesOf(signUp.signUp.body.schema, bodyOf(values));
  const short = !issues.password && passwordLength(values.password) < passwordLimits.min;
  return short ? { ...issues, password: [{ code: 'password_too_short', min: passwordLimits.min }] } : issues;
}

export function SignUpForm({ onDone }: { onDone: (email: string) => void }) {
  const texts = useTexts(signUpTexts);
  const locale = useLocale();
  const look = useChooseLook();
  const { data: asked, refetch } = useSuspenseQuery(platformContracts);
  const form = useForm({
    initial,
    check: (values) => ({ ...check(values), ...unticked(asked, values.tos_accepted) }),
    send: (values) =>
      call(signUp.signUp, {
        body: { ...bodyOf(values), locale, contracts: asked.contracts.map(({ id }) => id) },
      }).catch((error: unknown) => {
        // Something else is asked for since the page was opened: the box is about that by now.
        if (isGone(error)) {
          form.set('tos_accepted', false);
          void refetch();
        }
        throw error;
      }),
    onDone: (_, { email }) => onDone(email.trim()),
  });
  const goneWords = useTexts(fieldTexts).contracts.errors;
  const { values } = form;
  return (
    <Card>
      <CardBody>
        <form {...form.props}>
          <FormStack>
            {form.failure && (
              <MoreFieldWords value={goneWords}>
                <FailureBanner error={form.failure} />
              </MoreFieldWords>
            )}
            <AccountTypeField
              value={values.account_type}
              onChange={(type) => form.set('account_type', type)}
            />
            <TextInput {...form.bind('email')} label={texts.email} type="email" autoComplete="email" />
            <TextInput
              {...form.bind('username')}
              label={texts.username}
              description={texts.usernameHint}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
            />
            <TextInput
              {...form.bind('fullname')}
              label={texts.fullname}
              description={texts.optional}
              autoComplete="name"
            />
            <NewPasswordField
              {...form.bind('password')}
              label={texts.password}
              identity={[values.email, values.username, values.fullname]}
            />
            <RoleField {...form.bind('role')} label={texts.role} description={texts.optional} />
            <Segmented
              label={texts.language}
              value={locale}
              onChange={(value) => look.chooseLocale(value)}
              choices={languages.map(({ locale: value, name }) => ({ value, label: name, lang: value }))}
            />
            {look.error && <FailureBanner error={look.error} />}
            <Check
              name="email_newsletter"
              label={texts.newsletter}
              hint={texts.newsletterHint}
              checked={values.email_newsletter}
              onChange={(checked) => form.set('email_newsletter', checked)}
            />
            <ContractsField
              asked={asked}
              checked={values.tos_accepted}
              onChange={(checked) => form.set('tos_accepted', checked)}
              issues={form.issues.tos_accepted}
            />
            <SubmitButton busy={form.submitting} fullWidth>
              {texts.submit}
            </SubmitButton>
          </FormStack>
        </form>
      </CardBody>
    </Card>
  );
}
