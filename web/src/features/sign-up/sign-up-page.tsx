import { useState } from 'react';
import { boot } from '../../api/boot.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { ContinueWith } from '../../shell/sign-in-parts.tsx';
import { CheckMail } from './check-mail.tsx';
import { SignUpForm } from './sign-up-form.tsx';
import { signUpTexts } from './texts.ts';

export function SignUpPage() {
  const texts = useTexts(signUpTexts);
  const [email, setEmail] = useState<string | null>(null);
  if (email !== null) return <CheckMail email={email} />;
  return (
    <EntryPage title={texts.title} intro={texts.intro(boot.platformName)}>
      {boot.signInProviders.length > 0 && <ContinueWith label={texts.continueWith} />}
      <SignUpForm onDone={setEmail} />
      <p>
        {texts.haveAccount} <Link to={paths.signIn}>{texts.signIn}</Link>
      </p>
    </EntryPage>
  );
}
