import { enrolment } from '@loge/protocol';
import { Button } from '@mantine/core';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { linkProblem } from '../../api/link-problem.ts';
import { useForm } from '../../api/use-form.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { NewPasswordField } from '../../shell/fields/new-password-field.tsx';
import { FirstCodeField, TotpKey } from '../../shell/totp/totp-key.tsx';
import { Card, CardBody, FormFoot } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { Section } from '../../ui/section.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import type { Begun } from './begin-enrolment.ts';
import styles from './enrolment-form.module.css';
import { BadLink } from './enrolment-notes.tsx';
import { enrolmentTexts } from './texts.ts';

interface Props {
  token: string;
  begun: Begun;
  onEnrolled(codes: readonly string[]): void;
  /** Called when the key has expired and another one is needed. */
  onAgain(): void;
}

const initial = { password: '', attempt: '' };

/** The password, where there is none, and the second factor, in one act. */
export function EnrolmentForm({ token, begun, onEnrolled, onAgain }: Props) {
  const texts = useTexts(enrolmentTexts);
  const locale = useLocale();
  const { username, email, needs_password: needsPassword, key } = begun;
  const bodyOf = ({ password, attempt }: typeof initial) => ({
    token,
    attempt,
    locale,
    ...(needsPassword ? { password } : {}),
  });
  const form = useForm({
    initial,
    check: (values) => issuesOf(enrolment.enrol.body.schema, bodyOf(values)),
    send: (values) => call(enrolment.enrol, { body: bodyOf(values) }),
    onDone: ({ enrolment: { codes } }) => onEnrolled(codes),
  });
  const problem = linkProblem(form.issues);
  if (problem) return <BadLink problem={problem} />;
  const isLate = form.issues.attempt?.[0]?.code === 'not_begun';
  return (
    <EntryPage title={texts.title} intro={texts.intro(username, email)}>
      <form {...form.props} aria-label={texts.form} className={styles.form}>
        {form.failure && <FailureBanner error={form.failure} />}
        {needsPassword && (
          <Section title={texts.passwordTitle}>
            <Card>
              <CardBody>
                <NewPasswordField
                  {...form.bind('password')}
                  label={texts.password}
                  identity={[username, email]}
                />
              </CardBody>
            </Card>
          </Section>
        )}
        <Section title={texts.factorTitle} hint={texts.factorWhy}>
          <Card>
            <CardBody>
              <FormStack>
                <TotpKey drawn={key} />
                <FirstCodeField {...form.bind('attempt')} />
              </FormStack>
            </CardBody>
            <FormFoot>
              {isLate ? (
                <Button onClick={onAgain}>{texts.again}</Button>
              ) : (
                <SubmitButton busy={form.submitting}>{texts.submit}</SubmitButton>
              )}
            </FormFoot>
          </Card>
        </Section>
      </form>
    </EntryPage>
  );
}
