import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import ssh2 from 'ssh2';
import type { Logger } from '../../platform/log/logger.ts';
import { networkOf } from '../../platform/throttle.ts';
import { Failure } from '../machines/failure.ts';
import { attend, type Desk } from './attend.ts';
import type { FrontConfig } from './front-config.ts';
import { type HostKey, hostKeyIn } from './host-key.ts';
import { type Limits, usualLimits } from './limits.ts';

interface Front {
  readonly port: number;
  readonly hostKey: HostKey;
  /** Accepts no more connections and waits for the open ones to end. Cuts those that last too long. */
  stop(): Promise<void>;
}

/** Only elliptic curves, because the older groups cost the server far more than the client. Nothing is compressed. */
const algorithms: ssh2.Algorithms = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
  ],
  cipher: [
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'chacha20-poly1305@openssh.com',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
  ],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
  compress: ['none'],
};

/** Listens for command lines that log in with their SSH key. Throws `Failure`. */
export async function startFront(
  config: FrontConfig,
  log: Logger,
  limits: Limits = usualLimits,
): Promise<Front> {
  const hostKey = hostKeyIn(config.hostKey);
  const desk: Desk = { loge: config.loge, limits, log, asking: 0 };
  const ssh = new ssh2.Server({ hostKeys: [hostKey.privateKey], ident: 'Loge', algorithms }, (client) =>
    attend(client, desk),
  );
  const door = new Door(config, limits, (socket) => ssh.injectSocket(socket));
  const listener = createServer({ noDelay: true }, (socket) => door.admit(socket));
  try {
    await once(listener.listen(config.listen), 'listening');
  } catch (error) {
    throw new Failure(
      `cannot listen: ${error instanceof Error && 'code' in error ? error.code : String(error)}`,
    );
  }
  listener.on('error', (err) => log.error({ err }, 'the ssh front cannot take a connection'));
  return {
    port: (listener.address() as AddressInfo).port,
    hostKey,
    async stop() {
      const closed = once(listener, 'close');
      listener.close();
      const timer = setTimeout(() => door.empty(), limits.stopMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Limits how many clients may connect, how much they may send, and for how long. ssh2 itself has no such limits. */
class Door {
  readonly #sockets = new Set<Socket>();
  readonly #bySource = new Map<string, number>();
  readonly #config: FrontConfig;
  readonly #limits: Limits;
  readonly #greet: (socket: Socket) => void;

  constructor(config: FrontConfig, limits: Limits, greet: (socket: Socket) => void) {
    this.#config = config;
    this.#limits = limits;
    this.#greet = greet;
  }

  admit(socket: Socket): void {
    const source = networkOf(socket.remoteAddress ?? null);
    const already = this.#bySource.get(source) ?? 0;
    // A reset before the greeting is not worth reporting.
    socket.on('error', () => {});
    if (this.#sockets.size >= this.#config.connections || already >= this.#config.connectionsPerAddress) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    this.#bySource.set(source, already + 1);
    const timer = setTimeout(() => socket.destroy(), this.#limits.connectionMs);
    socket.once('close', () => {
      clearTimeout(timer);
      this.#sockets.delete(socket);
      this.#leave(source);
    });
    this.#greet(socket);
    // This listener comes after ssh2's own, because ssh2 pauses the socket until it is ready to read.
    socket.on('data', () => {
      if (socket.bytesRead > this.#limits.bytes) socket.destroy();
    });
  }

  empty(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #leave(source: string): void {
    const left = (this.#bySource.get(source) ?? 1) - 1;
    if (left > 0) this.#bySource.set(source, left);
    else this.#bySource.delete(source);
  }
}
