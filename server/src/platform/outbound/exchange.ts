import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import type { Socket } from 'node:net';
import { inTime } from './in-time.ts';
import { OutboundError } from './outbound-error.ts';
import type { OutboundRequest } from './outbound-request.ts';

const mostHeaderBytes = 32 * 1024;
/** Answers that only announce another one (1xx). */
const mostAnnouncements = 8;

/** Sends a request on a connection of its own, and waits until the answer begins. */
export async function exchange(
  socket: Socket,
  { url, method, headers, body }: OutboundRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const call = requestHttp({
    createConnection: () => socket,
    method,
    path: `${url.pathname}${url.search}`,
    headers: {
      ...headers,
      host: url.host,
      'accept-encoding': 'gzip, deflate, br',
      connection: 'close',
      // Node says it by itself for some methods only: the body of a DELETE would be read as another request.
      ...(body === null ? {} : { 'content-length': String(body.length) }),
    },
    setHost: false,
    maxHeaderSize: mostHeaderBytes,
  });
  call.on('error', () => {});
  call.end(body ?? undefined);
  const response = await inTime(beginningOf(call, url.hostname), signal);
  response.on('error', () => {});
  return response;
}

function beginningOf(call: ClientRequest, host: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let announcements = 0;
    call.on('information', () => {
      announcements += 1;
      if (announcements > mostAnnouncements) reject(new OutboundError('too_large', host));
    });
    call.on('response', resolve);
    call.on('error', reject);
    // Also after an answer of another protocol (101), which nobody asked for.
    call.on('close', () => reject(new OutboundError('unreachable', host, 'closed')));
  });
}
