import type { integrations } from '@loge/protocol';
import { boot } from '../../api/boot.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { providerNames } from '../../api/provider-names.ts';
import { sitePiece } from '../../api/site-piece.ts';
import { useDeparture } from '../../api/use-departure.ts';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { fetchAhead } from '../fetch-ahead.ts';

// Loaded when it is asked for: a first visit does without.
const { ask } = sitePiece(() => import('./begin-sign-in.ts'));
if (boot.signInProviders.length > 0) fetchAhead(ask);

interface Props {
  label(provider: string): string;
  remember?: boolean;
  /** The page to show after signing in. */
  next?: string;
}

/** A button for each provider that members sign up and in with, where there are any. */
export function ContinueWith({ label, ...wish }: Props) {
  const leaving = useDeparture(async (provider: integrations.OAuthType) =>
    (await ask()).beginSignIn({ provider, ...wish }),
  );
  return (
    <>
      {leaving.error !== null && <FailureBanner error={leaving.error} />}
      {boot.signInProviders.map((provider) => (
        <SubmitButton
          key={provider}
          variant="default"
          fullWidth
          busy={leaving.to === provider}
          onClick={() => leaving.begin(provider)}
        >
          {label(providerNames[provider])}
        </SubmitButton>
      ))}
    </>
  );
}
