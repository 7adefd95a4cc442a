import { type integrations, providerSignIn } from '@loge/protocol';
import { call } from '../../api/call.ts';
import { keepTrip } from '../../api/provider-trip.ts';

interface Wish {
  readonly provider: integrations.OAuthType;
  readonly remember?: boolean;
  readonly next?: string;
}

/** Begins to sign up or in with a provider; the address of its page. */
export async function beginSignIn({ provider, ...wish }: Wish): Promise<string> {
  const { authorization } = await call(providerSignIn.begin, { body: { provider, ...wish } });
  keepTrip({ purpose: 'sign_in', ...wish });
  return authorization.url;
}
