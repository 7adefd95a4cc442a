import { Client, type ParsedKey } from 'ssh2';
import { sshString } from './ssh-key-maker.ts';

/** The internals of ssh2's client. Its public methods cannot send a channel request of an arbitrary name. */
interface Internals {
  readonly _protocol: {
    readonly _handlers: Record<string, (protocol: unknown, ...rest: never[]) => void>;
    readonly _cipher: { allocPacket(size: number): Buffer; encrypt(packet: Buffer): void };
    session(channel: number, window: number, packetSize: number): void;
  };
}

interface ServerRequest {
  readonly type: string;
  readonly wantReply: boolean;
  readonly payload: string;
}

/**
 * Behaves like the public Go client (docs/contract.md#command-line-login): user `git`, one key, no check of the host key, a
 * session channel, one request that wants no reply. Then it waits for the server's request without end.
 */
export class CommandLineSsh {
  readonly client = new Client();
  readonly #closed = new Promise<void>((resolve) => this.client.on('close', () => resolve()));
  readonly #inside = this.client as unknown as Internals;

  constructor() {
    // The connection was refused or cut off. A `close` event follows.
    this.client.on('error', () => {});
  }

  /** Connects with a key; returns whether the key was accepted. */
  async connect(port: number, privateKey: string | ParsedKey, username = 'git'): Promise<boolean> {
    const ready = new Promise<boolean>((resolve) => this.client.on('ready', () => resolve(true)));
    // The types of ssh2 know only a key's text.
    const key = { type: 'publickey', username, key: privateKey as string } as const;
    const authHandler = [{ type: 'none', username } as const, key];
    this.client.connect({ host: '127.0.0.1', port, username, authHandler, readyTimeout: 0 });
    return Promise.race([ready, this.#closed.then(() => false)]);
  }

  /** Opens a channel; returns false when it is refused. */
  async openChannel(channel = 0): Promise<boolean> {
    const handlers = this.#inside._protocol._handlers;
    const answer = new Promise<boolean>((resolve) => {
      handlers.CHANNEL_OPEN_CONFIRMATION = () => resolve(true);
      handlers.CHANNEL_OPEN_FAILURE = () => resolve(false);
    });
    this.#inside._protocol.session(channel, 1 << 21, 1 << 15);
    return answer;
  }

  /**
   * Sends a request on the first channel and returns the server's request. Returns null when the channel or the
   * connection is closed instead.
   */
  async request(type: string, { wantReply = false, payload = '' } = {}): Promise<ServerRequest | null> {
    const handlers = this.#inside._protocol._handlers;
    const answer = new Promise<ServerRequest | null>((resolve) => {
      const heard = (_: unknown, __: number, name: string, reply: boolean, data: Buffer | null) =>
        resolve({ type: name, wantReply: reply, payload: data?.toString() ?? '' });
      handlers.CHANNEL_REQUEST = heard as (typeof handlers)[string];
      handlers.CHANNEL_CLOSE = () => resolve(null);
      void this.#closed.then(() => resolve(null));
    });
    const [code, zero] = [Buffer.from([98]), Buffer.alloc(4)];
    this.send(
      Buffer.concat([code, zero, sshString(type), Buffer.from([Number(wantReply)]), Buffer.from(payload)]),
    );
    return answer;
  }

  /** Sends any packet. */
  send(payload: Buffer): void {
    const cipher = this.#inside._protocol._cipher;
    const packet = cipher.allocPacket(payload.length);
    packet.set(payload, 5);
    cipher.encrypt(packet);
  }

  /** Resolves when the other side has closed the connection. */
  closed = (): Promise<void> => this.#closed;

  async end(): Promise<void> {
    this.client.end();
    await this.#closed;
  }
}
