import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server on loopback, which can go silent as a firewall does that has forgotten a connection. */
export interface SilentProxy {
  readonly port: number;
  /** From now on nothing passes on what is connected, and nobody is told; new connections are taken and not served. */
  hush(): void;
  /** New connections are served again; those that went silent stay so. */
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
        // Nobody reads any more: not even the end of a connection is noticed.
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
