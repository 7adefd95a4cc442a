import { listCredentials } from '../../features/services/feature.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';

/** Credentials that have ended or soon will, a line each. */
export async function endingServices(ctx: Context, within: number): Promise<string[]> {
  const [now, soon] = [instantOf(ctx.now()), instantOf(ctx.now() + within)];
  const credentials = await listCredentials(ctx.reader);
  return credentials
    .filter(({ expires_at }) => expires_at !== null && expires_at <= soon)
    .map(({ name, expires_at }) =>
      expires_at !== null && expires_at <= now
        ? `the credential of ${name} ended at ${expires_at}: renew it, or revoke it`
        : `the credential of ${name} ends at ${expires_at}: loge service renew ${name} --overlap SECONDS`,
    );
}
