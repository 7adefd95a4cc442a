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
export async function authenticateService(ctx: Context, secret: string): Promise<ServicePrincipal | null> {
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
}

/** A machine by Basic: its secret is whose the name says, as it stands or form-encoded (RFC 6749, 2.3.1). */
export async function authenticateClient(
  ctx: Context,
  id: string,
  secret: string,
): Promise<ServicePrincipal | null> {
  const principal = await authenticateService(ctx, secret);
  if (!principal) return null;
  const { service } = principal;
  const decoded = new URLSearchParams(`id=${id.replaceAll('&', '%26')}`).get('id');
  return [service.id, service.name].some((name) => name === id || name === decoded) ? principal : null;
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
