import { openApp } from '../server/src/app.ts';
import { accountById, confirmAddress } from '../server/src/features/accounts/feature.ts';
import { createToken } from '../server/src/features/api-tokens/feature.ts';
import { signUp } from '../server/src/features/authentication/sign-up/feature.ts';
import { commandActor } from '../server/src/kernel/actor.ts';
import { type Config, readConfig } from '../server/src/platform/config/config.ts';

export const benchPassword = 'a passphrase for benches';

export const benchMember = { email: 'bench@example.test', username: 'bench' };

/** Settings of every bench: throttling off (settled 18), everything else as shipped. */
export const benchEnvironment = { LOGE_THROTTLING: 'off', LOGE_LOG_LEVEL: 'warn' };

export function benchConfig(data: string, port: number, databaseUrl: string): Config {
  return readConfig({ data, port: String(port) }, { ...benchEnvironment, DATABASE_URL: databaseUrl });
}

/** Makes one confirmed member with an API token in an empty database; returns the token's secret. */
export async function prepareMember(config: Config): Promise<string> {
  const app = await openApp(config);
  const actor = commandActor('bench');
  try {
    const input = { ...benchMember, password: benchPassword };
    const user = await signUp(app.ctx, actor, input, actor);
    const account = await accountById(app.ctx.reader, user.id);
    if (!account) throw new Error('the bench member was not made');
    await app.ctx.write(actor, (tx) => confirmAddress(tx, account));
    const { secret } = await createToken(app.ctx, actor, account, 'bench');
    return secret;
  } finally {
    await app.close();
  }
}
