import type { App } from '../app.ts';
import { ConfigError } from '../platform/config/config-error.ts';

/** Tells at the start, in one line, what would fail by chance once there is load. */
export async function demandDatabase({ database }: App): Promise<void> {
  const fault = await database.fault();
  if (fault !== null) throw new ConfigError(fault);
}
