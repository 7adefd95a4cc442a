import { type integrations, providerSignIn } from '@loge/protocol';
import { call } from '../../api/call.ts';
import { keepTrip, type ProviderTrip } from '../../api/provider-trip.ts';
import { useDeparture } from '../../api/use-departure.ts';
import { withProof } from '../../api/with-proof.ts';
import { beginSignIn } from '../../shell/continue-with/begin-sign-in.ts';

async function begin(provider: integrations.OAuthType, trip: ProviderTrip): Promise<string> {
  const { purpose, ...wish } = trip;
  if (purpose === 'sign_in') return beginSignIn({ provider, ...wish });
  const body = { provider };
  const { authorization } =
    purpose === 'connect'
      ? await withProof(() => call(providerSignIn.connect, { body }))
      : await call(providerSignIn.beginProof, { body });
  keepTrip(trip);
  return authorization.url;
}

/** Leaves for the provider's page, for whatever somebody wants there. */
export const useBegin = (trip: ProviderTrip) =>
  useDeparture((provider: integrations.OAuthType) => begin(provider, trip));
