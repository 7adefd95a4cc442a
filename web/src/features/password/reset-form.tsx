import { password, type ReplyOf } from '@loge/protocol';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { linkProblem } from '../../api/link-problem.ts';
import { useForm } from '../../api/use-form.ts';
import { useTexts } from '../../i18n/texts.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { NewPasswordField } from '../../shell/fields/new-password-field.tsx';
import { Card, CardBody } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { AccessChoice } from './access-choice.tsx';
import { BadLink } from './bad-link.tsx';
import { keptOf, tickedAtFirst } from './chosen-access.ts';
import { resetTexts } from './reset-texts.ts';

interface Props {
  token: string;
  reset: ReplyOf<typeof password.openReset>['reset'];
  /** @param ended how many other ways in. */
  onDone(ended: number): void;
}

const initial = { password: '' };

/** Asks for the new password, and shows what ends together with the old one. */
export function ResetForm({ token, reset, onDone }: Props) {
  const texts = useTexts(resetTexts);
  const { access, username, email } = reset;
  const [ticked, setTicked] = useState(() => tickedAtFirst(access));
  const form = useForm({
    initial,
    check: (values) => issuesOf(password.resetPassword.body.schema, { ...values, token }),
    send: (values) =>
      call(password.resetPassword, { body: { ...values, token, keep: keptOf(access, ticked) } }),
    onDone: () => onDone(ticked.size),
  });
  const problem = linkProblem(form.issues);
  if (problem) return <BadLink problem={problem} />;
  return (
    <EntryPage title={texts.title} intro={texts.intro(username)}>
      <Card>
        <CardBody>
          <form {...form.props}>
            <FormStack>
              {form.failure && <FailureBanner error={form.failure} />}
              {/* For password managers, which file a password under a name. */}
              <input type="text" autoComplete="username" value={email} readOnly hidden />
              <NewPasswordField
                {...form.bind('password')}
                label={texts.password}
                identity={[username, email]}
                mayBeShorter
              />
              <AccessChoice reset={reset} ticked={ticked} onChoose={setTicked} />
              <SubmitButton busy={form.submitting} fullWidth>
                {ticked.size > 0 ? texts.submitAnd(ticked.size) : texts.submit}
              </SubmitButton>
            </FormStack>
          </form>
        </CardBody>
      </Card>
    </EntryPage>
  );
}
