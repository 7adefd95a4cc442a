import type { App } from '../../app.ts';
import { ConfigError } from '../../platform/config/config-error.ts';

/** Refuses to start, with one line, when queries would fail by chance once there is load. Throws `ConfigError`. */
export async function demandDatabase({ database }: App): Promise<void> {
  const fault = await database.fault();
  if (fault !== null) throw new ConfigError(fault);
}
