import type { passkeys } from '@loge/protocol';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { CheckedFactor } from '../proof.ts';
import { challengeMs, isChallenge } from './challenge.ts';
import { markUsed, type Passkey, passkeyByCredential, spendChallenge } from './queries.ts';
import { webauthn } from './webauthn.ts';

/** An authenticator's answer that passed the check. */
interface CheckedPasskey extends CheckedFactor {
  readonly accountId: string;
  /** True when the authenticator checked its owner's finger, face or PIN. The answer is then a proof by itself. */
  readonly userVerified: boolean;
}

/**
 * Checks an authenticator's answer to a challenge (WebAuthn Level 3, 7.2); null when it does not pass. Spending the answer also
 * raises the signature counter. So only one of two simultaneous answers counts, and a copied authenticator whose counter lags
 * behind is refused (6.1.1).
 *
 * @param named whether the caller already knows, by another credential, whose passkey it must be. If not, the answer
 * must name the account (7.2, step 6).
 */
export async function checkPasskey(
  ctx: Context,
  assertion: passkeys.Assertion,
  { named }: { readonly named: boolean },
): Promise<CheckedPasskey | null> {
  const passkey = await passkeyByCredential(ctx.reader, assertion.id);
  if (!passkey || passkey.suspended_at !== null || !isOwnedBy(assertion, passkey, named)) return null;
  const answer = await verify(ctx, assertion, passkey);
  if (!answer) return null;
  const { challenge, info } = answer;
  const backup = backupOf(info);
  // Whether a credential may be backed up is fixed when it is made (6.1.3).
  if ((backup === 'device') !== (passkey.backup === 'device')) return null;
  return {
    method: 'passkey',
    accountId: passkey.account_id,
    userVerified: info.userVerified,
    async spend(tx) {
      const ends = instantOf(Date.parse(tx.now) + challengeMs);
      if (!(await spendChallenge(tx, hashSecret(challenge), ends))) return false;
      return markUsed(tx, passkey, info.newCounter, backup);
    },
  };
}

/** The answer of a discoverable credential names the account that it was made for. */
const isOwnedBy = ({ response }: passkeys.Assertion, { account_id }: Passkey, named: boolean): boolean =>
  response.userHandle ? Buffer.from(response.userHandle, 'base64url').toString() === account_id : named;

export function backupOf(info: {
  credentialDeviceType: 'singleDevice' | 'multiDevice';
  credentialBackedUp: boolean;
}): 'device' | 'eligible' | 'backed_up' {
  if (info.credentialDeviceType === 'singleDevice') return 'device';
  return info.credentialBackedUp ? 'backed_up' : 'eligible';
}

async function verify(ctx: Context, assertion: passkeys.Assertion, passkey: Passkey) {
  const { publicUrl } = ctx.config;
  let challenge = '';
  try {
    const { verified, authenticationInfo: info } = await (await webauthn()).verifyAuthenticationResponse({
      response: assertion as AuthenticationResponseJSON,
      expectedChallenge: (given) => {
        challenge = given;
        return isChallenge(ctx, 'assert', '', given);
      },
      expectedOrigin: publicUrl.origin,
      expectedRPID: publicUrl.hostname,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
        counter: Number(passkey.sign_count),
      },
      requireUserVerification: false,
    });
    return verified ? { challenge, info } : null;
  } catch {
    // The library throws for every answer that does not pass. It does no I/O here that could fail for another reason.
    return null;
  }
}
