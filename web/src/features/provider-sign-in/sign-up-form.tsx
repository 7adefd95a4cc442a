import { type integrations, type profile, providerSignIn, type ReplyOf, signUp } from '@loge/protocol';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { readDraft, writeDraft } from '../../api/drafts.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { isGone, nothingAsked, platformContracts, unticked } from '../../api/platform-contracts.ts';
import { providerNames } from '../../api/provider-names.ts';
import { keptTrip } from '../../api/provider-trip.ts';
import { MoreFieldWords } from '../../api/use-field-words.ts';
import { useForm } from '../../api/use-form.ts';
import { browserZone } from '../../i18n/browser-zone.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { paths, signInTo } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { ContractsField } from '../../shell/fields/contracts-field.tsx';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { languages } from '../../shell/languages.ts';
import { Link } from '../../shell/link.tsx';
import { OutboxHint } from '../../shell/outbox-hint.tsx';
import { useChooseLook } from '../../shell/use-choose-look.ts';
import { Actions } from '../../ui/actions.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Card, CardBody } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { Check } from '../../ui/toggle.tsx';
import type { Completed } from './completed.ts';
import { refusalOf } from './refusal.ts';
import { providerSignInTexts } from './texts.ts';
import { useBegin } from './use-begin.ts';

interface Props {
  provider: integrations.OAuthType;
  /** Of the authorization. */
  state: string;
  known: Completed['sign_up'];
  onSignedIn(user: profile.User): void;
}

const draft = 'provider-sign-up';

interface Values extends Record<string, string | boolean> {
  username: string;
  email: string;
  email_newsletter: boolean;
  tos_accepted: boolean;
}

/** Nobody signs in with that provider account yet: what is not known of them is asked, in one form. */
export function SignUpForm({ provider, state, known, onSignedIn }: Props) {
  const { form: texts, again } = useTexts(providerSignInTexts);
  const locale = useLocale();
  const look = useChooseLook();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [kept] = useState(() => readDraft(draft));
  const { data: asked = nothingAsked, refetch } = useQuery(platformContracts);
  const leaving = useBegin({ ...keptTrip(), purpose: 'sign_in' });
  const bodyOf = (values: Values) => ({
    ...values,
    state,
    locale,
    time_zone: browserZone(),
    contracts: asked.contracts.map(({ id }) => id),
  });
  const form = useForm<Values, ReplyOf<typeof providerSignIn.signUp>>({
    initial: {
      username: known?.username ?? '',
      email: known?.email ?? '',
      email_newsletter: false,
      tos_accepted: false,
    },
    draft: kept,
    check: (values) => ({
      ...issuesOf(providerSignIn.signUp.body.schema, bodyOf(values)),
      ...unticked(asked, values.tos_accepted),
    }),
    send: (values) =>
      call(providerSignIn.signUp, { body: bodyOf(values) }).catch((error: unknown) => {
        if (isGone(error)) {
          form.set('tos_accepted', false);
          void refetch();
        }
        throw error;
      }),
    onDone: ({ user, signed_in }, { email }) => {
      writeDraft(draft, {});
      if (signed_in) onSignedIn(user);
      else setSentTo(email.trim());
    },
  });
  const goneWords = useTexts(fieldTexts).contracts.errors;
  const name = providerNames[provider];
  const { username, email } = form.values;
  if (sentTo !== null) {
    return (
      <MailSent
        email={sentTo}
        provider={name}
        leaving={leaving.to !== null}
        onSignIn={() => leaving.begin(provider)}
      />
    );
  }
  const ended = form.failure !== null && ['late', 'used', 'foreign'].includes(refusalOf(form.failure));
  const verified = known?.email ?? null;
  return (
    <EntryPage title={texts.title} intro={texts.intro(name, known?.provider_username ?? '')}>
      <Card>
        <CardBody>
          <form {...form.props}>
            <FormStack>
              {form.failure && !ended && (
                <MoreFieldWords value={goneWords}>
                  <FailureBanner error={form.failure} />
                </MoreFieldWords>
              )}
              {ended && (
                <Banner
                  tone="bad"
                  act={
                    <SubmitButton
                      variant="default"
                      busy={leaving.to !== null}
                      onClick={() => {
                        writeDraft(draft, { username, email });
                        leaving.begin(provider);
                      }}
                    >
                      {again}
                    </SubmitButton>
                  }
                >
                  <p>{texts.ended}</p>
                </Banner>
              )}
              {leaving.error !== null && <FailureBanner error={leaving.error} />}
              <TextInput
                {...form.bind('username')}
                label={texts.username}
                description={texts.usernameHint}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
              />
              <TextInput
                {...form.bind('email')}
                label={texts.email}
                description={
                  verified === null
                    ? texts.noAddress(name)
                    : email.trim() === verified
                      ? texts.verified(name)
                      : texts.unverified
                }
                type="email"
                autoComplete="email"
              />
              <Segmented
                label={texts.language}
                value={locale}
                onChange={(value) => look.chooseLocale(value)}
                choices={languages.map(({ locale: value, name: label }) => ({ value, label, lang: value }))}
              />
              {look.error && <FailureBanner error={look.error} />}
              <Check
                name="email_newsletter"
                label={texts.newsletter}
                hint={texts.newsletterHint}
                checked={form.values.email_newsletter}
                onChange={(checked) => form.set('email_newsletter', checked)}
              />
              <ContractsField
                asked={asked}
                checked={form.values.tos_accepted}
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
      <p>
        {texts.haveAccount} <Link to={signInTo(paths.authorization)}>{texts.signIn}</Link>
        {texts.connect(name)}
      </p>
    </EntryPage>
  );
}

interface SentProps {
  email: string;
  provider: string;
  leaving: boolean;
  onSignIn(): void;
}

/** Shows the same whether the address was free or taken. Only its owner learns which. */
function MailSent({ email, provider, leaving, onSignIn }: SentProps) {
  const { sent } = useTexts(providerSignInTexts);
  return (
    <EntryPage title={sent.title} intro={<span role="status">{sent.intro(email)}</span>}>
      <p>{sent.body(signUp.confirmationHours, provider)}</p>
      <p>{sent.nothing}</p>
      <OutboxHint />
      <Actions>
        <SubmitButton variant="default" busy={leaving} onClick={onSignIn}>
          {sent.signIn(provider)}
        </SubmitButton>
      </Actions>
    </EntryPage>
  );
}
