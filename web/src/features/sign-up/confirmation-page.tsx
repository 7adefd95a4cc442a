import type { ComponentType } from 'react';
import { useSelf, useSignedIn } from '../../api/self.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { shellTexts } from '../../shell/texts.ts';
import { useLinkToken } from '../../shell/use-link-token.ts';
import { SkeletonPage } from '../../ui/skeleton.tsx';
import { Confirming } from './confirming.tsx';
import { signUpTexts } from './texts.ts';

/**
 * Confirming takes the mailed link and the account's own session, so that nobody confirms an account that
 * somebody else made with their address. Signing in happens here, in place.
 */
export function ConfirmationPage({ SignInForm }: { SignInForm: ComponentType }) {
  const { confirm } = useTexts(signUpTexts);
  const { loading } = useTexts(shellTexts);
  const token = useLinkToken();
  const self = useSelf();
  const user = useSignedIn();
  if (token === null) return <EntryPage title={confirm.incomplete.title} intro={confirm.incomplete.body} />;
  if (self.isPending) return <SkeletonPage label={loading} />;
  if (user) return <Confirming key={user.id} token={token} user={user} />;
  return (
    <EntryPage title={confirm.title} intro={confirm.signInFirst}>
      <SignInForm />
      <p>
        <strong>{confirm.notYou}</strong> {confirm.notYouHelp}{' '}
        <Link to={paths.forgottenPassword}>{confirm.takeBack}</Link>.
      </p>
    </EntryPage>
  );
}
