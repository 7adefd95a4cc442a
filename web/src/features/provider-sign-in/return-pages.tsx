import { type integrations, providerSignIn } from '@loge/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { ownIdentities } from '../../api/own-identities.ts';
import { tellProved } from '../../api/proof-news.ts';
import { providerNames } from '../../api/provider-names.ts';
import { keptTrip } from '../../api/provider-trip.ts';
import { enterAs, useSelf } from '../../api/self.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { pageAfterSignIn } from '../../shell/after-sign-in.ts';
import { arrivalOf } from '../../shell/arrival.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { lazyPart } from '../../shell/lazy-part.tsx';
import { useTakenParameters } from '../../shell/use-link-token.ts';
import { Card } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { AddressTaken } from './address-taken.tsx';
import type { Completed } from './completed.ts';
import { Done } from './done.tsx';
import { Refused } from './refused.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';
import { providerSignInTexts } from './texts.ts';

const SignUpForm = lazyPart(async () => (await import('./sign-up-form.tsx')).SignUpForm, {
  words: [fieldTexts],
});

/** What the provider sent the browser back with. */
type Answer = { readonly state: string } & Partial<Readonly<Record<'code' | 'error' | 'iss', string>>>;

export const GithubReturnPage = () => <ReturnPage provider="github" />;
export const GitlabReturnPage = () => <ReturnPage provider="gitlab" />;

interface Props {
  provider: integrations.OAuthType;
}

/** Where the provider sends the browser back to from signing in, with its answer in the address. */
function ReturnPage({ provider }: Props) {
  const { state, code, error, iss } = useTakenParameters('state', 'code', 'error', 'iss');
  const self = useSelf();
  if (state === null) return <Refused provider={provider} why="incomplete" />;
  // Whoever is signed in here may become somebody else: what is asked of the first comes before.
  if (self.isPending) return <Coming provider={provider} />;
  const answer = {
    state,
    ...(code === null ? {} : { code }),
    ...(error === null ? {} : { error }),
    ...(iss === null ? {} : { iss }),
  };
  return <Completing key={state} provider={provider} answer={answer} />;
}

/** Hands the answer to the server, once, and shows what came of it. */
function Completing({ provider, answer }: Props & { answer: Answer }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [completed, setCompleted] = useState<Completed | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const settle = (came: Completed) => {
    setCompleted(came);
    const { outcome, user, next } = came;
    if (outcome === 'signed_in' && user) {
      enterAs(client, user);
      navigate(pageAfterSignIn(user, next), { replace: true });
    } else if (outcome === 'connected') {
      client.invalidateQueries({ queryKey: ownIdentities.queryKey });
      navigate(paths.authorization, { replace: true, state: arrivalOf(provider) });
    } else if (outcome === 'proved') {
      tellProved();
      // Done where browsers allow it: a tab that a link opened may be closed by hand only.
      window.close();
    }
  };
  const complete = async (factor: object = {}) =>
    (await call(providerSignIn.complete, { body: { provider, ...answer, ...factor } })).provider_sign_in;
  const work = useMutation({ mutationFn: () => complete(), onSuccess: settle });
  const { mutate } = work;
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate();
  }, [mutate]);
  if (completed) {
    switch (completed.outcome) {
      case 'sign_up':
        return (
          <SignUpForm
            provider={provider}
            state={answer.state}
            known={completed.sign_up}
            onSignedIn={(user) =>
              settle({ ...completed, outcome: 'signed_in', user, next: keptTrip().next ?? null })
            }
          />
        );
      case 'address_taken':
        return <AddressTaken provider={provider} known={completed.sign_up} />;
      default:
        return <Done provider={provider} outcome={completed.outcome} />;
    }
  }
  const error = refused ?? work.error;
  if (error === null) return <Coming provider={provider} />;
  const { code, methods } = asApiError(error);
  if (code === 'otp_required') {
    return (
      <SecondFactorForm
        provider={provider}
        methods={methods}
        send={complete}
        onDone={settle}
        onRefused={setRefused}
      />
    );
  }
  return <Refused provider={provider} error={error} onRetry={() => mutate()} />;
}

function Coming({ provider }: Props): ReactNode {
  const { coming } = useTexts(providerSignInTexts);
  return (
    <EntryPage title={coming.title(providerNames[provider])} intro={<span role="status">{coming.body}</span>}>
      <Card>
        <SkeletonRows count={1} />
      </Card>
    </EntryPage>
  );
}
