import { twoFactor } from '@loge/protocol';
import { call } from '../../api/call.ts';
import { withProof } from '../../api/with-proof.ts';
import { type DrawnKey, drawKey } from '../../shell/totp/draw-key.ts';

/** Begins the setup of an authenticator app and draws its secret. Asks for fresh proof first. */
export async function beginSetup(): Promise<DrawnKey> {
  const { tfa } = await withProof(() => call(twoFactor.beginTfa, { body: { provider: 'totp' } }));
  return drawKey(tfa.uri);
}
