import { randomUUID } from 'node:crypto';
import {
  createServer,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';
import { AppError } from '../../kernel/app-error.ts';
import type { Logger } from '../log/logger.ts';
import { errorBody } from './error-reply.ts';

interface Listening {
  readonly log: Logger;
  /** The headers of every answer of the API. */
  readonly headers: Readonly<Record<string, string>>;
}

// A slow sender must not hold a connection for ever.
const requestTimeoutMs = 30_000;
const connectionTimeoutMs = 60_000;
/** Longer than proxies usually keep a connection open, so that the proxy closes it. */
const keepAliveTimeoutMs = 72_000;

/**
 * Makes Node's HTTP server, one for each address that Loge listens on. Node would answer some requests by itself, without
 * a body. Here they are answered in the contract's shape, by this file or by `handle`.
 */
export function makeListener(listening: Listening, handle: RequestListener): Server {
  // `namesOneHost` demands exactly one Host instead, and its refusal has a body.
  const server = createServer({ requireHostHeader: false }, handle);
  server.requestTimeout = requestTimeoutMs;
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.timeout = connectionTimeoutMs;
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    answerUnread(listening, error, socket),
  );
  // An unknown expectation in `Expect` may be ignored (RFC 9110, 10.1.1).
  server.on('checkExpectation', handle);
  return server;
}

/** What Node's parser could not read never becomes a request, so the answer is written to the connection itself. */
function answerUnread({ log, headers }: Listening, error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const refusal = new AppError(codeOf(error));
  const id = randomUUID();
  log.info({ request: id, status: refusal.status, reason: error.code }, 'unreadable request');
  if (socket.writable && !isAnswering(socket)) socket.write(answerOf(refusal, id, headers));
  socket.destroySoon();
}

const codeOf = ({ code }: NodeJS.ErrnoException) => {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout';
  return code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW' ? 'body_too_large' : 'malformed_request';
};

/** An answer written in the middle of another would be read as part of it. Node checks the same field. */
const isAnswering = (socket: Socket & { _httpMessage?: ServerResponse | null }): boolean =>
  socket._httpMessage?.headersSent === true;

function answerOf(refusal: AppError, id: string, headers: Readonly<Record<string, string>>): string {
  const body = JSON.stringify(errorBody(refusal, id));
  const lines = Object.entries({
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-request-id': id,
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join('')}\r\n${body}`;
}
