import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FailureBanner } from '../../api/failure-banner.tsx';
import type { LinkProblem } from '../../api/link-problem.ts';
import { selfQuery, useSignedIn } from '../../api/self.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { useSignOut } from '../../shell/use-sign-out.ts';
import { SubmitButton } from '../../ui/submit-button.tsx';
import styles from './enrolment-notes.module.css';
import { enrolmentTexts } from './texts.ts';

/** Tells an operator without a second factor how to get the link that sets one up. */
export function WithoutLink() {
  const { without } = useTexts(enrolmentTexts);
  const user = useSignedIn();
  return (
    <EntryPage title={without.title} intro={without.body}>
      <p>
        {without.help}
        <code className={styles.command} translate="no">
          {without.command}
        </code>
      </p>
      {user && (
        <p>
          <Button component={Link} to={paths.home} variant="default">
            {without.home}
          </Button>
        </p>
      )}
    </EntryPage>
  );
}

/** Says why the link was refused, and what helps. */
export function BadLink({ problem }: { problem: LinkProblem }) {
  const { bad } = useTexts(enrolmentTexts);
  const user = useSignedIn();
  // Loads the page again with its link.
  const signingOut = useSignOut(() => location.reload());
  if (problem === 'invalid_link' && user) {
    return (
      <EntryPage
        title={bad.other_account.title}
        intro={<span role="alert">{bad.other_account.body(user.email)}</span>}
      >
        {signingOut.error && <FailureBanner error={signingOut.error} />}
        <p>
          <SubmitButton variant="default" busy={signingOut.isPending} onClick={() => signingOut.mutate()}>
            {bad.signOut}
          </SubmitButton>
        </p>
      </EntryPage>
    );
  }
  return (
    <EntryPage title={bad[problem].title} intro={<span role="alert">{bad[problem].body}</span>}>
      {problem === 'used_link' && !user && (
        <p>
          <Button component={Link} to={paths.signIn}>
            {bad.signIn}
          </Button>
        </p>
      )}
    </EntryPage>
  );
}

/** Shown once the password and the second factor are set. */
export function Enrolled() {
  const { done } = useTexts(enrolmentTexts);
  const user = useSignedIn();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: selfQuery(client).queryKey });
  return (
    <EntryPage title={done.title} intro={<span role="status">{done.body}</span>}>
      <p>
        <Button component={Link} to={user ? paths.home : paths.signIn} onClick={refresh}>
          {user ? done.home : done.signIn}
        </Button>
      </p>
    </EntryPage>
  );
}
