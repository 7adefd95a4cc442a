import type { profile } from '@loge/protocol';
import { FailureBanner } from '../../api/failure-banner.tsx';
import type { LinkProblem } from '../../api/link-problem.ts';
import { useResendConfirmation } from '../../api/use-resend-confirmation.ts';
import { useTexts } from '../../i18n/texts.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { OutboxHint } from '../../shell/outbox-hint.tsx';
import { useSignOut } from '../../shell/use-sign-out.ts';
import { Actions } from '../../ui/actions.tsx';
import { Banner } from '../../ui/banner.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { signUpTexts } from './texts.ts';

interface Props {
  problem: LinkProblem;
  user: profile.User;
}

/** Says why the link was refused for this account, and what helps. */
export function RefusedLink({ problem, user }: Props) {
  const { confirm } = useTexts(signUpTexts);
  const resending = useResendConfirmation();
  // Loads the page again with its link. The page then asks for a sign-in.
  const signingOut = useSignOut(() => location.reload());
  const { title, body } = confirm[problem];
  const failure = resending.error ?? signingOut.error;
  return (
    <EntryPage
      title={title}
      intro={<span role="alert">{typeof body === 'string' ? body : body(user.email)}</span>}
    >
      {failure && <FailureBanner error={failure} />}
      {resending.isSuccess && (
        <Banner tone="good">
          <p>{confirm.resent(user.email)}</p>
        </Banner>
      )}
      <Actions>
        {!user.confirmed && !resending.isSuccess && (
          <SubmitButton busy={resending.isPending} onClick={() => resending.mutate()}>
            {confirm.resend}
          </SubmitButton>
        )}
        {problem === 'invalid_link' && (
          <SubmitButton variant="default" busy={signingOut.isPending} onClick={() => signingOut.mutate()}>
            {confirm.signOut}
          </SubmitButton>
        )}
      </Actions>
      {resending.isSuccess && <OutboxHint />}
    </EntryPage>
  );
}
