import type { profile } from '@loge/protocol';
import { Button } from '@mantine/core';
import { FailureBanner } from '../api/failure-banner.tsx';
import type { LinkProblem } from '../api/link-problem.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { Actions } from '../ui/actions.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { EntryPage } from './entry-page.tsx';
import { Link } from './link.tsx';
import { shellTexts } from './texts.ts';
import { useSignOut } from './use-sign-out.ts';

interface Props {
  problem: LinkProblem;
  /** The member whose session the link was tried with, where it takes one. The link may be another account's. */
  user?: profile.User | undefined;
}

/** Says why a mailed link was refused, and offers the way on. */
export function RefusedLink({ problem, user }: Props) {
  const { link } = useTexts(shellTexts);
  // The page is loaded again with its link, and asks who is there.
  const signingOut = useSignOut(() => location.reload());
  const mayBeAnothers = user && problem === 'invalid_link';
  return (
    <EntryPage title={link[problem].title} intro={<span role="status">{link[problem].body}</span>}>
      {mayBeAnothers && <p>{link.signedInAs(user.email)}</p>}
      {signingOut.isError && <FailureBanner error={signingOut.error} />}
      <Actions>
        <Button component={Link} to={paths.home} variant="default">
          {link.home}
        </Button>
        {mayBeAnothers && (
          <SubmitButton variant="default" busy={signingOut.isPending} onClick={() => signingOut.mutate()}>
            {link.signOut}
          </SubmitButton>
        )}
      </Actions>
    </EntryPage>
  );
}
