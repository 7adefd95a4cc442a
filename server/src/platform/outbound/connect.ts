import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import { seconds } from '../../kernel/clock.ts';
import type { Destination } from './judge.ts';
import { codeOf, OutboundError } from './outbound-error.ts';
import { type Address, readAddress } from './public-address.ts';
import { openTunnel } from './tunnel.ts';

/** How calls leave this machine. */
export interface Way {
  readonly proxy: URL | null;
  /** Whose certificates are believed; without it, whom Node believes. */
  readonly trusted: SecureContext | undefined;
}

/** So many addresses of a host are tried in each family, for so long while others are left. */
const mostTries = 4;
const tryMs = seconds(1);

/** Connects to a destination: to an address that was judged, and to no other. */
export async function connect(destination: Destination, way: Way, signal: AbortSignal): Promise<Socket> {
  const { url, host, port, addresses, listed } = destination;
  const socket =
    way.proxy && !listed
      ? await openTunnel(way.proxy, authorityOf(destination), way.trusted, signal)
      : await dial(aFewOf(addresses), port, signal);
  socket.on('error', () => {});
  if (url.protocol === 'http:') return socket;
  return secure(socket, host, way.trusted, signal).catch((error) => {
    socket.destroy();
    throw error;
  });
}

const aFewOf = (addresses: readonly Address[]): Address[] =>
  ['ipv4', 'ipv6'].flatMap((family) =>
    addresses.filter((address) => address.kind() === family).slice(0, mostTries),
  );

const authorityOf = ({ host, port }: Destination): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

/**
 * Node tries the addresses in turn (RFC 8305) and is given them as the answer of a look-up, for a name that does not
 * exist. Whom it reached is compared with them once more.
 */
async function dial(addresses: readonly Address[], port: number, signal: AbortSignal): Promise<Socket> {
  const judged = addresses.map((address) => ({
    address: address.toString(),
    family: address.kind() === 'ipv4' ? 4 : 6,
  }));
  const socket = connectTcp({
    host: 'judged.invalid',
    port,
    lookup: (_name, _options, done) => done(null, judged),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: tryMs,
  });
  socket.on('error', () => {});
  try {
    await once(socket, 'connect', { signal });
    const reached = readAddress(socket.remoteAddress ?? '')?.toString();
    if (judged.some(({ address }) => address === reached)) return socket;
    throw new Error('a connection that nobody judged');
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** What a peer does that goes away; everything else that goes wrong meanwhile is about who it is. */
const lost = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ABORT_ERR'];

/** The certificate has to be for the name that was called, as the server is told by SNI; never for the address behind it. */
async function secure(
  socket: Socket,
  host: string,
  trusted: SecureContext | undefined,
  signal: AbortSignal,
): Promise<Socket> {
  const secured = connectTls({
    socket,
    host,
    // SNI has no addresses (RFC 6066).
    ...(readAddress(host) ? {} : { servername: host }),
    ...(trusted ? { secureContext: trusted } : {}),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
  });
  secured.on('error', () => {});
  try {
    await once(secured, 'secureConnect', { signal });
    return secured;
  } catch (error) {
    secured.destroy();
    const code = codeOf(error);
    throw new OutboundError(lost.includes(code ?? '') ? 'unreachable' : 'tls_failed', host, code);
  }
}
