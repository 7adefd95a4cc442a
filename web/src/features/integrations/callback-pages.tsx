import { type BodyOf, integrations } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { providerNames } from '../../api/provider-names.ts';
import { useSelf, useSignedIn } from '../../api/self.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths, signInTo } from '../../paths.ts';
import { arrivalOf } from '../../shell/arrival.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { useTakenParameters } from '../../shell/use-link-token.ts';
import { Actions } from '../../ui/actions.tsx';
import { Card } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { mayRetry, refusalOf } from './callback-refusal.ts';
import { OwnWords } from './own-words.tsx';
import { putIntegration } from './put-integration.ts';
import type { Refusal } from './return-texts.en.ts';
import { integrationTexts } from './texts.ts';
import { useAuthorize } from './use-authorize.ts';

export const GithubCallbackPage = () => (
  <OwnWords>
    <CallbackPage type="github" />
  </OwnWords>
);
export const GitlabCallbackPage = () => (
  <OwnWords>
    <CallbackPage type="gitlab" />
  </OwnWords>
);

interface Props {
  type: integrations.OAuthType;
}

/** Where the provider sends the browser back to, with its answer in the address. */
function CallbackPage({ type }: Props) {
  const answer = useTakenParameters('state', 'code', 'error', 'iss');
  const self = useSelf();
  const user = useSignedIn();
  if (self.isPending) return <Coming type={type} />;
  if (self.isError && !self.data) {
    return (
      <Refused type={type} why="other">
        <FailureBanner error={self.error} onRetry={() => self.refetch()} />
      </Refused>
    );
  }
  if (!user) return <Refused type={type} why="signedOut" />;
  const { state, code, error, iss } = answer;
  if (state === null) return <Refused type={type} why="incomplete" />;
  const body = {
    scm_type: type,
    state,
    ...(code === null ? {} : { code }),
    ...(error === null ? {} : { error }),
    ...(iss === null ? {} : { iss }),
  };
  return <Completing key={state} type={type} body={body} />;
}

interface CompletingProps extends Props {
  body: BodyOf<typeof integrations.completeAuthorization>;
}

/** Hands the answer to the server, once, and leads to what came of it. */
function Completing({ type, body }: CompletingProps) {
  const { done, see } = useTexts(integrationTexts).back;
  const client = useQueryClient();
  const navigate = useNavigate();
  const work = useMutation({
    mutationFn: () => call(integrations.completeAuthorization, { body }),
    onSuccess: ({ scm_integration }) => {
      putIntegration(client, scm_integration);
      navigate(paths.integrations, { replace: true, state: arrivalOf(scm_integration.id) });
    },
  });
  const { mutate } = work;
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate();
  }, [mutate]);
  if (work.isSuccess) {
    // Shown while the tab is on its way, and when it does not come.
    return (
      <EntryPage title={done.title(providerNames[type])} intro={<span role="status">{done.body}</span>}>
        <Actions>
          <Button component={Link} to={paths.integrations} variant="default">
            {see}
          </Button>
        </Actions>
      </EntryPage>
    );
  }
  if (!work.isError) return <Coming type={type} />;
  const why = refusalOf(work.error);
  return (
    <Refused type={type} why={why}>
      {why === 'other' && (
        <FailureBanner error={work.error} {...(mayRetry(work.error) ? { onRetry: mutate } : {})} />
      )}
    </Refused>
  );
}

function Coming({ type }: Props) {
  const { coming } = useTexts(integrationTexts).back;
  const name = providerNames[type];
  return (
    <EntryPage title={coming.title(name)} intro={<span role="status">{coming.body(name)}</span>}>
      <Card>
        <SkeletonRows count={1} />
      </Card>
    </EntryPage>
  );
}

interface RefusedProps extends Props {
  why: Refusal;
  /** What the server said, where the page has no better words. */
  children?: ReactNode;
}

/** Says why nothing was connected, and offers the ways on. */
function Refused({ type, why, children }: RefusedProps) {
  const { refused, again, see, signIn } = useTexts(integrationTexts).back;
  const authorize = useAuthorize();
  const { title, body } = refused[why];
  const out = why === 'signedOut';
  return (
    <EntryPage title={title} intro={<span role="status">{body(providerNames[type])}</span>}>
      {children}
      {authorize.error !== null && <FailureBanner error={authorize.error} />}
      <Actions>
        {out ? (
          <Button component={Link} to={signInTo(paths.integrations)}>
            {signIn}
          </Button>
        ) : (
          <>
            {why !== 'used' && why !== 'incomplete' && (
              <SubmitButton busy={authorize.busy} onClick={() => authorize.begin(type)}>
                {again}
              </SubmitButton>
            )}
            <Button component={Link} to={paths.integrations} variant="default">
              {see}
            </Button>
          </>
        )}
      </Actions>
    </EntryPage>
  );
}
