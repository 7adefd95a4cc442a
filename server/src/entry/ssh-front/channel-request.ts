import type { Connection } from 'ssh2';

/** A request on a session channel (RFC 4254, 5.4). */
export interface ChannelRequest {
  readonly type: string;
  readonly wantReply: boolean;
  /** The client's number of the channel. */
  readonly channel: number;
}

/**
 * What of ssh2 is reached into: it hands on the requests of RFC 4254 alone, and sends none with a name of our own. Its
 * version is exact, and `ssh-front.test.ts` speaks to what comes of it.
 */
interface Internals {
  readonly _protocol: {
    /** There while keys are exchanged. */
    readonly _kexinit: unknown;
    readonly _handlers: { CHANNEL_REQUEST: Handler };
    readonly _cipher: { encrypt(packet: Buffer): void };
    readonly _packetRW: {
      readonly write: {
        readonly allocStart: number;
        alloc(payloadSize: number): Buffer;
        finalize(packet: Buffer): Buffer;
      };
    };
    channelSuccess(channel: number): void;
    channelFailure(channel: number): void;
    channelEOF(channel: number): void;
    channelClose(channel: number): void;
  };
  readonly _chanMgr: { get(id: number): { readonly _chanInfo?: ChannelInfo } | null | undefined };
}
type Handler = (protocol: unknown, recipient: number, type: string, wantReply: boolean) => void;
interface ChannelInfo {
  readonly outgoing: { readonly id: number };
}

const inside = (client: Connection): Internals => client as unknown as Internals;

/** Hears every request on a session channel; ssh2 itself answers none. */
export function onChannelRequest(client: Connection, hear: (request: ChannelRequest) => void): void {
  const { _protocol: protocol, _chanMgr: channels } = inside(client);
  protocol._handlers.CHANNEL_REQUEST = (_, recipient, type, wantReply) => {
    const channel = channels.get(recipient)?._chanInfo?.outgoing.id;
    if (channel !== undefined) hear({ type, wantReply, channel });
  };
}

export function refuseRequest(client: Connection, { wantReply, channel }: ChannelRequest): void {
  if (wantReply) inside(client)._protocol.channelFailure(channel);
}

const channelRequest = 98;

/**
 * Answers a request as command lines expect it: by a request of the same name that wants no reply and whose payload
 * is the answer, as it stands; then closes the channel. False when it cannot be sent now.
 */
export function answerRequest(client: Connection, request: ChannelRequest, answer: string): boolean {
  const { _protocol: protocol } = inside(client);
  // Within a key exchange nothing else may be sent (RFC 4253, 7.1), and nobody needs a second one here.
  if (protocol._kexinit !== undefined) return false;
  const { channel, type, wantReply } = request;
  if (wantReply) protocol.channelSuccess(channel);
  const name = Buffer.from(type);
  const head = Buffer.alloc(1 + 4 + 4 + name.length + 1);
  head.writeUInt8(channelRequest, 0);
  head.writeUInt32BE(channel, 1);
  head.writeUInt32BE(name.length, 5);
  name.copy(head, 9);
  const payload = Buffer.concat([head, Buffer.from(answer)]);
  const { write } = protocol._packetRW;
  const packet = write.alloc(payload.length);
  packet.set(payload, write.allocStart);
  protocol._cipher.encrypt(write.finalize(packet));
  protocol.channelEOF(channel);
  protocol.channelClose(channel);
  return true;
}
