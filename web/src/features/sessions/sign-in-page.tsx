import { Navigate } from 'react-router';
import { useSelf, useSignedIn } from '../../api/self.ts';
import { useTexts } from '../../i18n/texts.ts';
import { internalPath, paths } from '../../paths.ts';
import { pageAfterSignIn } from '../../shell/after-sign-in.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { shellTexts } from '../../shell/texts.ts';
import { useSearch } from '../../shell/use-search.ts';
import { SkeletonPage } from '../../ui/skeleton.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { sessionTexts } from './texts.ts';

export function SignInPage() {
  const texts = useTexts(sessionTexts);
  const { loading } = useTexts(shellTexts);
  const search = useSearch();
  const self = useSelf();
  const user = useSignedIn();
  const next = search.get('next');
  if (user) return <Navigate to={pageAfterSignIn(user, next)} replace />;
  if (self.isPending) return <SkeletonPage label={loading} />;
  return (
    <EntryPage title={texts.title}>
      <SignInForm next={internalPath(next)} />
      <p>
        {texts.noAccount} <Link to={paths.signUp}>{texts.signUp}</Link>
      </p>
    </EntryPage>
  );
}
