import type { integrations } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { providerNames } from '../../api/provider-names.ts';
import { keptTrip } from '../../api/provider-trip.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths, signInTo } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { Actions } from '../../ui/actions.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { mayRetry, refusalOf } from './refusal.ts';
import type { Refusal } from './texts.en.ts';
import { providerSignInTexts } from './texts.ts';
import { useBegin } from './use-begin.ts';

type Props = { provider: integrations.OAuthType } & (
  | { why: Refusal; error?: never; onRetry?: never }
  | { error: unknown; onRetry(): void; why?: never }
);

/** Where beginning again does not help. */
const over: readonly Refusal[] = ['signedOut', 'suspended', 'deleting', 'otherwise'];

/** Says why nothing came of it, and offers the ways on. */
export function Refused({ provider, why: known, error, onRetry }: Props) {
  const texts = useTexts(providerSignInTexts);
  const [trip] = useState(keptTrip);
  const leaving = useBegin(trip);
  const why = known ?? refusalOf(error);
  const back =
    trip.purpose === 'sign_in'
      ? null
      : trip.purpose === 'prove'
        ? paths.proveByProvider
        : paths.authorization;
  return (
    <EntryPage
      title={texts.nothing[trip.purpose]}
      intro={<span role="status">{texts.refused[why](providerNames[provider])}</span>}
    >
      {why === 'other' && (
        <FailureBanner error={error} {...(mayRetry(error) && onRetry ? { onRetry } : {})} />
      )}
      {leaving.error !== null && <FailureBanner error={leaving.error} />}
      <Actions>
        {!over.includes(why) && (
          <SubmitButton busy={leaving.to !== null} onClick={() => leaving.begin(provider)}>
            {texts.again}
          </SubmitButton>
        )}
        {(back === null || why === 'signedOut') && (
          <Button component={Link} to={back === null ? paths.signIn : signInTo(back)} variant="default">
            {texts.signIn}
          </Button>
        )}
        {trip.purpose === 'connect' && why !== 'signedOut' && (
          <Button component={Link} to={paths.authorization} variant="default">
            {texts.see}
          </Button>
        )}
      </Actions>
    </EntryPage>
  );
}
