import { randomUUID } from 'node:crypto';
import { type BodyOf, passkeys } from '@loge/protocol';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import { instantOf } from '../../../kernel/clock.ts';
import { hasDomainName } from '../../../platform/config/config.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Principal } from '../../../platform/principal.ts';
import { awaitsEnrolment, lockAccount, recipientOf, updateAccount } from '../../accounts/feature.ts';
import { hasSecondFactor } from '../proof.ts';
import { makeRecoveryCodes } from '../two-factor/feature.ts';
import { challengeMs, isChallenge, makeChallenge } from './challenge.ts';
import { backupOf } from './check-passkey.ts';
import { passkeyAddedMail } from './mails.ts';
import { insertPasskey, type Passkey, passkeysOf, spendChallenge } from './queries.ts';
import { webauthn } from './webauthn.ts';

const subjectOf = ({ account, credential }: Principal): string => `${account.id} ${credential.id}`;

/** EdDSA, ES256 and RS256, the algorithms that authenticators use (COSE algorithm ids). */
const algorithms = [-8, -7, -257];

/** What the authenticator needs to make a passkey for this account, in this session. */
export async function registrationOptions(ctx: Context, principal: Principal) {
  const { account } = principal;
  demandPossible(ctx);
  refuseUnenrolled(account);
  const known = await passkeysOf(ctx.reader, account.id);
  if (known.length >= passkeys.maxPasskeys) throw tooMany();
  const options = await (await webauthn()).generateRegistrationOptions({
    rpName: ctx.config.LOGE_PLATFORM_NAME,
    rpID: ctx.config.publicUrl.hostname,
    userID: new Uint8Array(Buffer.from(account.id)),
    userName: account.username,
    userDisplayName: account.fullname ?? account.username,
    challenge: makeChallenge(ctx, 'register', subjectOf(principal)),
    timeout: challengeMs,
    attestationType: 'none',
    // The passkey is discoverable, so that a member can sign in without naming the account first.
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    supportedAlgorithmIDs: algorithms,
  });
  return {
    challenge: options.challenge,
    rp: { id: ctx.config.publicUrl.hostname, name: options.rp.name },
    user: options.user,
    pubKeyCredParams: options.pubKeyCredParams.map(({ alg }) => ({ type: 'public-key' as const, alg })),
    timeout: challengeMs,
    attestation: 'none',
    excludeCredentials: known.map(({ credential_id }) => ({
      id: credential_id,
      type: 'public-key' as const,
    })),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'preferred',
    },
  };
}

/** Throws 422 on `base` where browsers would refuse passkeys. */
export function demandPossible(ctx: Context): void {
  if (!hasDomainName(ctx.config.publicUrl)) throw invalidField('base', 'not_available');
}

/** An operator sets up the first second factor by the command's link (docs/rules.md#making-an-operator). */
function refuseUnenrolled(account: Account): void {
  if (awaitsEnrolment(account)) throw invalidField('base', 'operator_by_command');
}

const tooMany = () => invalidField('base', 'too_many', { max: passkeys.maxPasskeys });

/**
 * Stores a new passkey (WebAuthn Level 3, 7.1). With the first second factor of an account, returns recovery codes,
 * which nobody sees again; otherwise null. Throws 422 on `response`: `passkey_refused`, `passkey_known`; on `base`:
 * `too_many`, `operator_by_command`.
 */
export async function addPasskey(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  { name, response }: BodyOf<typeof passkeys.addPasskey>,
): Promise<{ passkey: Passkey; codes: string[] | null }> {
  demandPossible(ctx);
  const { account } = principal;
  const { challenge, info } = await verify(ctx, principal, response);
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    if (!present) throw new AppError('not_authenticated');
    refuseUnenrolled(present);
    const ends = instantOf(Date.parse(tx.now) + challengeMs);
    if (!(await spendChallenge(tx, hashSecret(challenge), ends))) throw refused();
    if ((await passkeysOf(tx, account.id)).length >= passkeys.maxPasskeys) throw tooMany();
    const passkey = await insertPasskey(tx, {
      id: randomUUID(),
      account_id: account.id,
      credential_id: info.credential.id,
      public_key: Buffer.from(info.credential.publicKey).toString('base64url'),
      sign_count: info.credential.counter,
      transports: JSON.stringify(response.response.transports ?? []),
      aaguid: info.aaguid,
      backup: backupOf(info),
      name,
    });
    if (!passkey) throw invalidField('response', 'passkey_known');
    const first = !hasSecondFactor(present);
    if (present.passkey_since === null) await updateAccount(tx, account.id, { passkey_since: tx.now });
    await tx.record({
      type: 'passkey_added',
      accountId: account.id,
      data: { name, passkey_id: passkey.id },
    });
    const codes = first ? await makeRecoveryCodes(tx, account.id) : null;
    await tx.enqueue(
      passkeyAddedMail.to(recipientOf(present), { name, first, at: tx.now, remoteIp: actor.remoteIp }),
    );
    return { passkey, codes };
  });
}

const refused = () => invalidField('response', 'passkey_refused');

async function verify(
  ctx: Context,
  principal: Principal,
  response: BodyOf<typeof passkeys.addPasskey>['response'],
) {
  const { publicUrl } = ctx.config;
  let challenge = '';
  const result = await (await webauthn())
    .verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: (given) => {
        challenge = given;
        return isChallenge(ctx, 'register', subjectOf(principal), given);
      },
      expectedOrigin: publicUrl.origin,
      expectedRPID: publicUrl.hostname,
      requireUserVerification: false,
      supportedAlgorithmIDs: algorithms,
    })
    .catch(() => null);
  if (!result?.verified) throw refused();
  return { challenge, info: result.registrationInfo };
}
