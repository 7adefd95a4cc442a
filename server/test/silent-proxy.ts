import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A proxy to a server on loopback. It can go silent, like a firewall that has forgotten a connection. */
export interface SilentProxy {
  readonly port: number;
  /** From now on open connections pass nothing on, and neither side is told. New connections are accepted but not served. */
  hush(): void;
  /** New connections are served again. Silent ones stay silent. */
  speak(): void;
  /** How many connections there are. */
  open(): number;
  stop(): Promise<void>;
}

export async function startSilentProxy(targetPort: number): Promise<SilentProxy> {
  let silent = false;
  const pairs = new Set<Socket[]>();
  const server = createServer((near) => {
    near.on('error', () => {});
    const pair = [near];
    pairs.add(pair);
    near.on('close', () => pairs.delete(pair));
    if (silent) return;
    const far = connect(targetPort, '127.0.0.1');
    far.on('error', () => {});
    pair.push(far);
    near.pipe(far);
    far.pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => {
      if (!silent) near.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    hush() {
      silent = true;
      for (const [near, far] of pairs) {
        near?.unpipe();
        far?.unpipe();
        // Reading stops, so that not even the end of a connection is noticed.
        near?.pause();
        far?.pause();
      }
    },
    speak() {
      silent = false;
    },
    open: () => pairs.size,
    async stop() {
      for (const sockets of pairs) for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
