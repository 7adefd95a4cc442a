import { openApp } from '../server/src/app.ts';
import { accountById, confirmAddress } from '../server/src/features/accounts/feature.ts';
import { createToken } from '../server/src/features/api-tokens/feature.ts';
import { signUp } from '../server/src/features/authentication/sign-up/feature.ts';
import { commandActor } from '../server/src/kernel/actor.ts';
import { type Config, readConfig } from '../server/src/platform/config/config.ts';

export const benchPassword = 'a passphrase for benches';

export const benchMember = { email: 'bench@example.test', username: 'bench' };

/** The `n`th of the other members, for benches that need many. */
export const otherMember = (n: number) => ({ email: `bench-${n}@example.test`, username: `bench-${n}` });

/**
 * The settings of every bench. Throttling is off (docs/rules.md#throttling-in-benches), and of the logs only the greeting
 * is printed. Everything else is as shipped.
 */
export const benchEnvironment = { LOGE_THROTTLING: 'off', LOGE_LOG_LEVEL: 'silent' };

export function benchConfig(data: string, port: number, databaseUrl: string): Config {
  return readConfig({ data, port: String(port) }, { ...benchEnvironment, DATABASE_URL: databaseUrl });
}

/** Makes a confirmed member with an API token in an empty database, and others without one. Returns the token's secret. */
export async function prepareMember(config: Config, others = 0): Promise<string> {
  const app = await openApp(config);
  const actor = commandActor('bench');
  const make = async (who: typeof benchMember) => {
    const user = await signUp(app.ctx, actor, { ...who, password: benchPassword }, actor);
    const account = await accountById(app.ctx.reader, user.id);
    if (!account) throw new Error('the bench member was not made');
    await app.ctx.write(actor, (tx) => confirmAddress(tx, account));
    return account;
  };
  try {
    const { secret } = await createToken(app.ctx, actor, await make(benchMember), 'bench');
    for (let n = 0; n < others; n++) await make(otherMember(n));
    return secret;
  } finally {
    await app.close();
  }
}
