import { twoFactor } from '@loge/protocol';
import { call } from '../../api/call.ts';
import { withProof } from '../../api/with-proof.ts';
import { type DrawnKey, drawKey } from '../../shell/totp/draw-key.ts';

/** The secret of an app to be, drawn; asks for fresh proof before. */
export async function beginSetup(): Promise<DrawnKey> {
  const { tfa } = await withProof(() => call(twoFactor.beginTfa, { body: { provider: 'totp' } }));
  return drawKey(tfa.uri);
}
