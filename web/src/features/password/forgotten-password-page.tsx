import { password } from '@loge/protocol';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { OutboxHint } from '../../shell/outbox-hint.tsx';
import { Card, CardBody } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { passwordTexts } from './texts.ts';

const initial = { email: '' };

type Reason = 'forgotten' | 'takeBack';

export const ForgottenPasswordPage = () => <ByMail reason="forgotten" />;

/**
 * Our mails lead here for somebody who did not do what the mail tells of. The page sends the same link, and says why the
 * link ends more than a password.
 */
export const TakeBackPage = () => <ByMail reason="takeBack" />;

function ByMail({ reason }: { reason: Reason }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  return sentTo === null ? (
    <Ask reason={reason} onSent={setSentTo} />
  ) : (
    <Sent to={sentTo} onAgain={() => setSentTo(null)} />
  );
}

function Ask({ reason, onSent }: { reason: Reason; onSent: (email: string) => void }) {
  const texts = useTexts(passwordTexts);
  const { forgotten } = texts;
  const locale = useLocale();
  const form = useForm({
    initial,
    check: (values) => issuesOf(password.requestPasswordReset.body.schema, values),
    send: ({ email }) => call(password.requestPasswordReset, { body: { email, locale } }),
    onDone: (_, { email }) => onSent(email.trim()),
  });
  return (
    <EntryPage title={texts[reason].title} intro={texts[reason].intro}>
      <Card>
        <CardBody>
          <form {...form.props}>
            <FormStack>
              {form.failure && <FailureBanner error={form.failure} />}
              <TextInput {...form.bind('email')} label={forgotten.email} type="email" autoComplete="email" />
              <SubmitButton busy={form.submitting} fullWidth>
                {forgotten.submit}
              </SubmitButton>
            </FormStack>
          </form>
        </CardBody>
      </Card>
      <p>
        <Link to={paths.signIn}>{forgotten.back}</Link>
      </p>
    </EntryPage>
  );
}

function Sent({ to, onAgain }: { to: string; onAgain: () => void }) {
  const { sent, forgotten } = useTexts(passwordTexts);
  return (
    <EntryPage title={sent.title} intro={<span role="status">{sent.intro(to)}</span>}>
      <p>{sent.body(password.resetMinutes)}</p>
      <OutboxHint />
      <p>
        <Button variant="default" onClick={onAgain}>
          {sent.again}
        </Button>
      </p>
      <p>
        <Link to={paths.signIn}>{forgotten.back}</Link>
      </p>
    </EntryPage>
  );
}
