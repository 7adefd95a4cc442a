import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

// These ports are below the ones that systems assign by themselves, and above the ones that browsers refuse. While a server is
// killed and started again, an assigned port could become somebody's outgoing connection.
const [first, last] = [12_000, 32_000];

/** Finds a loopback TCP port that nobody listens on, for servers that must know their port before they start. */
export async function freePort(): Promise<number> {
  const port = randomInt(first, last);
  return (await isFree(port)) ? port : freePort();
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
