import { password } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { hasIssues, issuesOf } from '../../api/issues.ts';
import { type LinkProblem, linkProblem } from '../../api/link-problem.ts';
import { useForm } from '../../api/use-form.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { NewPasswordField } from '../../shell/fields/new-password-field.tsx';
import { Link } from '../../shell/link.tsx';
import { useLinkToken } from '../../shell/use-link-token.ts';
import { Card, CardBody } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { passwordTexts } from './texts.ts';

const initial = { password: '' };

export function NewPasswordPage() {
  const token = useLinkToken();
  const [done, setDone] = useState(false);
  if (done) return <Done />;
  const unusable =
    token === null || hasIssues(issuesOf(password.resetPassword.body.schema, { token, password: 'x' }));
  return unusable ? <BadLink problem="invalid_link" /> : <Reset token={token} onDone={() => setDone(true)} />;
}

function Reset({ token, onDone }: { token: string; onDone: () => void }) {
  const { reset } = useTexts(passwordTexts);
  const form = useForm({
    initial,
    check: (values) => issuesOf(password.resetPassword.body.schema, { ...values, token }),
    send: (values) => call(password.resetPassword, { body: { ...values, token } }),
    onDone,
  });
  const problem = linkProblem(form.issues);
  if (problem) return <BadLink problem={problem} />;
  return (
    <EntryPage title={reset.title} intro={reset.intro}>
      <Card>
        <CardBody>
          <form {...form.props}>
            <FormStack>
              {form.failure && <FailureBanner error={form.failure} />}
              <NewPasswordField {...form.bind('password')} label={reset.password} mayBeShorter />
              <SubmitButton busy={form.submitting} fullWidth>
                {reset.submit}
              </SubmitButton>
            </FormStack>
          </form>
        </CardBody>
      </Card>
    </EntryPage>
  );
}

function Done() {
  const { done } = useTexts(passwordTexts);
  return (
    <EntryPage title={done.title} intro={<span role="status">{done.intro}</span>}>
      <p>
        <Button component={Link} to={paths.signIn}>
          {done.act}
        </Button>
      </p>
    </EntryPage>
  );
}

function BadLink({ problem }: { problem: LinkProblem }) {
  const { bad } = useTexts(passwordTexts);
  return (
    <EntryPage title={bad[problem].title} intro={<span role="alert">{bad[problem].body}</span>}>
      <p>
        <Button component={Link} to={paths.forgottenPassword}>
          {bad.act}
        </Button>
      </p>
    </EntryPage>
  );
}
