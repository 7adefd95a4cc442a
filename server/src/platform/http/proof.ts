import type { Proof } from '@loge/protocol';
import type { Actor, Checked } from '../../kernel/actor.ts';
import type { Context } from '../context.ts';
import type { Principal } from '../principal.ts';

/** Proof that came with a request. */
export interface GivenProof {
  /** `current_password` of the body. */
  readonly password: string | null;
  /** `X-Authorization-OTP`. */
  readonly otp: string | null;
}

/** Throws when the proof that a route asks for is neither fresh nor in the request; says what it rests on. */
export type DemandProof = (
  ctx: Context,
  asked: Proof,
  actor: Actor,
  principal: Principal,
  given: GivenProof,
) => Promise<Checked>;
