import { once } from 'node:events';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { OutboundError } from './outbound-error.ts';
import { readAddress } from './public-address.ts';

/**
 * A connection through the operator's proxy (CONNECT, RFC 9110, 9.3.6). Node's agents can do that too, but then they hold
 * the connection, and where it leads is theirs to decide.
 */
export async function openTunnel(
  proxy: URL,
  authority: string,
  trusted: SecureContext | undefined,
  signal: AbortSignal,
): Promise<Socket> {
  const encrypted = proxy.protocol === 'https:';
  const host = proxy.hostname.replace(/^\[(.*)\]$/, '$1');
  const call = (encrypted ? requestHttps : requestHttp)({
    host,
    port: proxy.port || (encrypted ? 443 : 80),
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...credentialsOf(proxy) },
    setHost: false,
    agent: false,
    // Else Node would take it from the header, which is not about the proxy.
    ...(encrypted ? { servername: readAddress(host) ? '' : host } : {}),
    ...(encrypted && trusted ? { secureContext: trusted } : {}),
  });
  call.on('error', () => {});
  call.end();
  try {
    const [answer, socket, head]: [IncomingMessage, Socket, Buffer] = asAnswer(
      await once(call, 'connect', { signal }),
    );
    socket.on('error', () => {});
    if (answer.statusCode !== 200) {
      socket.destroy();
      throw new OutboundError('unreachable', authority, `the proxy answered ${answer.statusCode}`);
    }
    if (head.length > 0) socket.unshift(head);
    return socket;
  } catch (error) {
    call.destroy();
    throw error;
  }
}

const asAnswer = ([answer, socket, head]: unknown[]) =>
  [answer, socket, head] as [IncomingMessage, Socket, Buffer];

function credentialsOf({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
