import type { ServiceScope } from '@loge/protocol';
import { instantOf } from '../../kernel/clock.ts';
import { listOf } from '../../kernel/text-list.ts';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import type { ServicePrincipal } from '../../platform/principal.ts';
import { isMarkDue } from '../../platform/touch.ts';
import { credentialBySecret, type ServiceCredential, usedMark } from './queries.ts';
import { isServiceShaped } from './service-secret.ts';

/** Recognises a service's secret; revocation and expiry are read every time. */
export function makeServiceAuthenticator(ctx: Context): (secret: string) => Promise<ServicePrincipal | null> {
  return async (secret) => {
    if (!isServiceShaped(secret)) return null;
    const hash = hashSecret(secret);
    const credential = await credentialBySecret(ctx.reader, hash);
    const now = ctx.now();
    if (!credential || isOver(credential, hash, instantOf(now))) return null;
    const { last_used_at } = credential;
    if (isMarkDue(last_used_at, now)) {
      // A use mark: losing the last one shows a use a minute early at most.
      ctx.touch(usedMark(credential.id, instantOf(now)));
    }
    return principalOf(credential);
  };
}

const isOver = (credential: ServiceCredential, hash: string, now: string): boolean => {
  if (credential.expires_at !== null && credential.expires_at <= now) return true;
  const renewed = credential.secret_hash !== hash;
  return renewed && (credential.previous_until === null || credential.previous_until <= now);
};

const principalOf = ({ id, name, scopes, audiences, expires_at }: ServiceCredential): ServicePrincipal => ({
  service: { id, name, audiences: listOf(audiences), expiresAt: expires_at },
  scopes: listOf(scopes) as readonly ServiceScope[],
});
