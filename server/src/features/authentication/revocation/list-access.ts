import { password } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import { days, type Instant, instantOf } from '../../../kernel/clock.ts';
import type { Reader } from '../../../platform/write.ts';
import { tokensOf } from '../../api-tokens/feature.ts';
import { integrationsOf, mailedIntegration } from '../../integrations/feature.ts';
import { isUsable, keysOf } from '../../ssh-keys/feature.ts';
import { identitiesOf, mailedIdentity } from '../identities/feature.ts';
import { passkeysOf } from '../passkeys/feature.ts';
import { codesOf } from '../two-factor/feature.ts';
import { type Factor, lastingFactor } from './factors.ts';

interface ListedAccess {
  /** What can be ended together with the password, the latest first. */
  readonly access: password.Access[];
  /** True when a second factor stays and is still asked for. */
  readonly factorStays: boolean;
}

/** Lists all access to the account beside its password and sessions, as a reset by mail may end it. */
export async function listAccess(reader: Reader, account: Account, now: Instant): Promise<ListedAccess> {
  const { id: accountId, totp_since } = account;
  const tokens = await tokensOf(reader, accountId, now);
  const keys = (await keysOf(reader, accountId)).filter((key) => isUsable(key, now));
  const passkeys = (await passkeysOf(reader, accountId)).filter(({ suspended_at }) => suspended_at === null);
  const identities = await identitiesOf(reader, accountId);
  const integrations = await integrationsOf(reader, accountId);
  const codes = await codesOf(reader, accountId);
  const factors: Factor[] = passkeys.map(({ id, created_at }) => ({ id, since: created_at }));
  if (totp_since !== null) factors.push({ id: 'authenticator', since: totp_since });
  const lasting = lastingFactor(factors, now);

  const since = instantOf(Date.parse(now) - days(password.latelyDays));
  const lately = (at: Instant) => at >= since;
  const access: password.Access[] = [
    // A renewed token is as new as its secret, which whoever renewed it has.
    ...tokens.map(({ id, name, issued_at: at, last_used_at }) => ({
      ...{ kind: 'api_token' as const, id, name, made_at: at, last_used_at, lately: lately(at) },
    })),
    ...keys.map(({ id, name, created_at: at, last_used_at }) => ({
      ...{ kind: 'ssh_key' as const, id, name, made_at: at, last_used_at, lately: lately(at) },
    })),
    ...passkeys
      .filter(({ id }) => id !== lasting?.id)
      .map(({ id, name, created_at: at, last_used_at }) => ({
        ...{ kind: 'passkey' as const, id, name, made_at: at, last_used_at, lately: lately(at) },
      })),
    ...identities.map((one) => ({
      ...{ kind: 'identity' as const, id: one.id, name: atProvider(mailedIdentity(one)) },
      ...{ made_at: one.created_at, last_used_at: one.last_used_at, lately: lately(one.created_at) },
    })),
    // Nobody signs in by an integration, but keys are imported through it.
    ...integrations.map((one) => ({
      ...{ kind: 'integration' as const, id: one.id, name: atProvider(mailedIntegration(one)) },
      ...{ made_at: one.created_at, last_used_at: one.last_used_at, lately: lately(one.created_at) },
    })),
  ];
  const single = (kind: 'authenticator' | 'recovery_codes', at: Instant, isLate: boolean) =>
    access.push({ kind, id: kind, name: null, made_at: at, last_used_at: null, lately: isLate });
  if (totp_since !== null && lasting?.id !== 'authenticator')
    single('authenticator', totp_since, lately(totp_since));
  // Codes that came with the first factor go or stay with it. Codes made since then may be a stranger's.
  const { made_at: at, left } = codes;
  if (at !== null && left > 0 && factors.some((factor) => factor.since < at))
    single('recovery_codes', at, lately(at));
  access.sort((a, b) => (a.made_at === b.made_at ? 0 : a.made_at < b.made_at ? 1 : -1));
  return { access, factorStays: lasting !== null };
}

/** `GitHub (lea)`. */
export const atProvider = ({
  provider,
  name,
}: {
  readonly provider: string;
  readonly name: string;
}): string => `${provider} (${name})`;
