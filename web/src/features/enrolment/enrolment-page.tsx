import { useMutation } from '@tanstack/react-query';
import { type ComponentType, useEffect, useRef, useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { linkProblem } from '../../api/link-problem.ts';
import { useSelf, useSignedIn } from '../../api/self.ts';
import { useTexts } from '../../i18n/texts.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { lazyPart } from '../../shell/lazy-part.tsx';
import { shellTexts } from '../../shell/texts.ts';
import { useLinkToken } from '../../shell/use-link-token.ts';
import { Card } from '../../ui/card.tsx';
import { SkeletonPage } from '../../ui/skeleton.tsx';
import { beginEnrolment } from './begin-enrolment.ts';
import { EnrolmentForm } from './enrolment-form.tsx';
import { BadLink, Enrolled, WithoutLink } from './enrolment-notes.tsx';
import { enrolmentTexts } from './texts.ts';

/** Fetched while the form is filled in: the codes are shown once. */
const RecoveryCodes = lazyPart(async () => (await import('../../shell/recovery-codes.tsx')).RecoveryCodes, {
  words: [fieldTexts],
});

interface Props {
  SignInForm: ComponentType;
}

/** The page behind the link of `loge operator create`. Without the link it says how to get one. */
export function EnrolmentPage({ SignInForm }: Props) {
  const { loading } = useTexts(shellTexts);
  const token = useLinkToken();
  const self = useSelf();
  const user = useSignedIn();
  if (token === null) return <WithoutLink />;
  if (self.isPending) return <SkeletonPage label={loading} />;
  // After somebody signs in here, the page begins again with their account.
  return <Enrolling key={user?.id ?? ''} token={token} SignInForm={SignInForm} />;
}

/** Begins the enrolment with the link. Asks for a session of the account when the account can have one. */
function Enrolling({ token, SignInForm }: Props & { token: string }) {
  const texts = useTexts(enrolmentTexts);
  const { loading } = useTexts(shellTexts);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [kept, setKept] = useState(false);
  const { mutate, ...beginning } = useMutation({ mutationFn: () => beginEnrolment(token) });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate();
  }, [mutate]);
  const opened = beginning.isSuccess;
  useEffect(() => {
    if (opened) RecoveryCodes.ask().catch(() => {});
  }, [opened]);

  if (kept) return <Enrolled />;
  if (codes) {
    return (
      <EntryPage title={texts.title}>
        <Card>
          <RecoveryCodes
            codes={codes}
            account={beginning.data?.email}
            heading="h2"
            onDone={() => setKept(true)}
          />
        </Card>
      </EntryPage>
    );
  }
  if (beginning.isError) {
    const failure = asApiError(beginning.error);
    const problem = linkProblem(failure.issues);
    if (problem) return <BadLink problem={problem} />;
    return failure.code === 'not_authenticated' ? (
      <EntryPage title={texts.title} intro={texts.signInFirst}>
        <SignInForm />
      </EntryPage>
    ) : (
      <EntryPage title={texts.title}>
        <FailureBanner error={failure} onRetry={() => mutate()} />
      </EntryPage>
    );
  }
  if (!beginning.data) return <SkeletonPage label={loading} />;
  return (
    <EnrolmentForm
      key={beginning.data.uri}
      token={token}
      begun={beginning.data}
      onEnrolled={setCodes}
      onAgain={() => mutate()}
    />
  );
}
