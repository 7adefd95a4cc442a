import { password } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { hasIssues, issuesOf } from '../../api/issues.ts';
import { linkProblem } from '../../api/link-problem.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { useLinkToken } from '../../shell/use-link-token.ts';
import { Card } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { BadLink } from './bad-link.tsx';
import { ResetForm } from './reset-form.tsx';
import { resetTexts } from './reset-texts.ts';

/** The page behind a reset link. It looks the link up before it asks for anything. */
export function NewPasswordPage() {
  const token = useLinkToken();
  const [ended, setEnded] = useState<number | null>(null);
  if (ended !== null) return <Done ended={ended} />;
  const unusable = token === null || hasIssues(issuesOf(password.openReset.body.schema, { token }));
  return unusable ? <BadLink problem="invalid_link" /> : <Opened token={token} onDone={setEnded} />;
}

function Opened({ token, onDone }: { token: string; onDone: (ended: number) => void }) {
  const texts = useTexts(resetTexts);
  const { data, error, refetch } = useQuery({
    queryKey: ['reset', token],
    queryFn: async () => (await call(password.openReset, { body: { token } })).reset,
    // What it says is a secret's to know: it is not kept once the page is left. Nor does the form change under its reader.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data) return <ResetForm token={token} reset={data} onDone={onDone} />;
  const problem = error ? linkProblem(asApiError(error).issues) : null;
  if (problem) return <BadLink problem={problem} />;
  return (
    <EntryPage title={texts.title}>
      {error ? (
        <FailureBanner error={error} onRetry={() => refetch()} />
      ) : (
        <div role="status" aria-label={texts.loading}>
          <Card>
            <SkeletonRows count={3} />
          </Card>
        </div>
      )}
    </EntryPage>
  );
}

function Done({ ended }: { ended: number }) {
  const { done } = useTexts(resetTexts);
  return (
    <EntryPage
      title={done.title}
      intro={
        <span role="status">
          {done.intro}
          {ended > 0 && ` ${done.ended(ended)}`}
        </span>
      }
    >
      <p>
        <Button component={Link} to={paths.signIn}>
          {done.act}
        </Button>
      </p>
    </EntryPage>
  );
}
