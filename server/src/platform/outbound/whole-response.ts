import type { IncomingMessage } from 'node:http';
import { type Duplex, Transform, type TransformCallback, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { OutboundError } from './outbound-error.ts';
import type { OutboundRequest } from './outbound-request.ts';

/** 2 MiB, of the answer as it comes and of what each decompression makes of it. */
const mostBytes = 2 * 1024 * 1024;

const decompressors: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Nobody needs to compress twice, and each time multiplies. */
const mostCodings = 2;

/** Headers that spoke of the connection, or of the body as it came. */
const spent = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);

/** Reads an answer to its end, and makes the `Response` that `fetch` would make of it. */
export async function wholeResponse(
  answer: IncomingMessage,
  { url, method }: OutboundRequest,
  signal: AbortSignal,
): Promise<Response> {
  const status = answer.statusCode ?? 0;
  if (status < 200 || status > 599) throw new OutboundError('unreachable', url.hostname, `status ${status}`);
  const empty = method === 'HEAD' || [204, 205, 304].includes(status);
  const body = empty ? null : await readBody(answer, url.hostname, signal);
  const response = new Response(body && new Uint8Array(body), { status, headers: headersOf(answer) });
  Object.defineProperty(response, 'url', { value: url.href });
  return response;
}

async function readBody(answer: IncomingMessage, host: string, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const kept = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const arriving = new Bound(host);
  const stages = decompressing(answer, host).flatMap((stage) => [stage, new Bound(host)]);
  await pipeline([answer, arriving, ...stages, kept], { signal }).catch((error) => {
    // An empty body is none in any coding, and some say its coding nevertheless.
    if (arriving.bytes > 0 || !answer.complete) throw error;
  });
  return Buffer.concat(chunks);
}

/** Passes on so much and no more. */
class Bound extends Transform {
  bytes = 0;
  readonly #host: string;

  constructor(host: string) {
    super();
    this.#host = host;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > mostBytes) done(new OutboundError('too_large', this.#host));
    else done(null, chunk);
  }
}

/** The last coding was applied last. What is no known coding is left as it is, as `fetch` leaves it. */
function decompressing({ headers }: IncomingMessage, host: string): Duplex[] {
  const codings = (headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  const makers = codings.map((coding) => decompressors[coding]).filter((make) => make !== undefined);
  if (makers.length < codings.length) return [];
  if (makers.length > mostCodings) throw new OutboundError('too_large', host);
  return makers.toReversed().map((make) => make());
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const [name = '', value = ''] = [rawHeaders[i], rawHeaders[i + 1]];
    if (!spent.has(name.toLowerCase())) headers.append(name, value);
  }
  return headers;
}
