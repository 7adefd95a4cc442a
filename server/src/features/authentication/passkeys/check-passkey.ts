import type { passkeys } from '@loge/protocol';
import type { Context } from '../../../platform/context.ts';
import type { CheckedFactor } from '../proof.ts';

/** An authenticator's answer that fitted. */
export interface CheckedPasskey extends CheckedFactor {
  readonly accountId: string;
  /** The authenticator saw its owner's finger, face or PIN: it is a proof by itself. */
  readonly userVerified: boolean;
}

/** An authenticator's answer to a challenge of ours; null when it does not fit. */
export async function checkPasskey(
  _ctx: Context,
  _assertion: passkeys.Assertion,
): Promise<CheckedPasskey | null> {
  return null;
}
