import { type profile, signUp } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { linkProblem } from '../../api/link-problem.ts';
import { putSelf } from '../../api/self.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { RefusedLink } from './refused-link.tsx';
import { signUpTexts } from './texts.ts';

interface Props {
  token: string;
  user: profile.User;
}

/** Confirms the address once, as soon as the member is signed in, and shows the result. */
export function Confirming({ token, user }: Props) {
  const { confirm } = useTexts(signUpTexts);
  const client = useQueryClient();
  const { mutate, ...confirming } = useMutation({
    mutationFn: () => call(signUp.confirmEmail, { body: { token } }),
    onSuccess: (reply) => putSelf(client, reply.user),
  });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate();
  }, [mutate]);

  if (confirming.isSuccess) {
    return (
      <EntryPage
        title={confirm.done.title}
        intro={<span role="status">{confirm.done.body(user.email)}</span>}
      >
        <Continue />
      </EntryPage>
    );
  }
  if (!confirming.isError) {
    return <EntryPage title={confirm.title} intro={<span role="status">{confirm.checking}</span>} />;
  }
  const problem = linkProblem(asApiError(confirming.error).issues);
  if (problem === 'used_link' && user.confirmed) {
    return (
      <EntryPage title={confirm.already.title} intro={confirm.already.body(user.email)}>
        <Continue />
      </EntryPage>
    );
  }
  if (problem) return <RefusedLink problem={problem} user={user} />;
  return (
    <EntryPage title={confirm.failed}>
      <FailureBanner error={confirming.error} onRetry={() => mutate()} />
    </EntryPage>
  );
}

function Continue() {
  const { confirm } = useTexts(signUpTexts);
  return (
    <p>
      <Button component={Link} to={paths.home}>
        {confirm.done.act}
      </Button>
    </p>
  );
}
