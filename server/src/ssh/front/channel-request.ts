import type { Connection } from 'ssh2';

/** A request on a session channel (RFC 4254, 5.4). */
export interface ChannelRequest {
  readonly type: string;
  readonly wantReply: boolean;
  /** The client's number for the channel. */
  readonly channel: number;
}

/**
 * The internals of ssh2 that this file uses. ssh2 passes on the requests of RFC 4254 only, and cannot send one with a
 * custom name. Its version is pinned, and `ssh-front.test.ts` tests the result.
 */
interface Internals {
  readonly _protocol: {
    /** Defined while keys are being exchanged. */
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

const internalsOf = (client: Connection): Internals => client as unknown as Internals;

/** Calls `hear` with every request on a session channel, in place of ssh2, which then answers none itself. */
export function onChannelRequest(client: Connection, hear: (request: ChannelRequest) => void): void {
  const { _protocol: protocol, _chanMgr: channels } = internalsOf(client);
  protocol._handlers.CHANNEL_REQUEST = (_, recipient, type, wantReply) => {
    const channel = channels.get(recipient)?._chanInfo?.outgoing.id;
    if (channel !== undefined) hear({ type, wantReply, channel });
  };
}

export function refuseRequest(client: Connection, { wantReply, channel }: ChannelRequest): void {
  if (wantReply) internalsOf(client)._protocol.channelFailure(channel);
}

/** The number of `SSH_MSG_CHANNEL_REQUEST` (RFC 4254, 9). */
const channelRequest = 98;

/**
 * Answers a request as command lines expect it. It sends a request of the same name that wants no reply and has the answer
 * as its payload, and then closes the channel. False when the answer cannot be sent now.
 */
export function answerRequest(client: Connection, request: ChannelRequest, answer: string): boolean {
  const { _protocol: protocol } = internalsOf(client);
  // During a key exchange nothing else may be sent (RFC 4253, 7.1). No client needs a second exchange here.
  if (protocol._kexinit !== undefined) return false;
  const { channel, type, wantReply } = request;
  if (wantReply) protocol.channelSuccess(channel);
  // Number, channel, name with its length, and the zero that wants no reply (RFC 4254, 5.4). The answer follows.
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
