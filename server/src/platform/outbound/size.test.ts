import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { answering, calling, reasonOf, stopAll } from '../../../test/outbound.ts';
import { startTcp } from '../../../test/outside.ts';

const MiB = 1024 * 1024;
afterEach(stopAll);

/** Writes for as long as somebody reads. `taken` says how much was read so far, with what the system has buffered. */
function pour(response: ServerResponse | Socket, chunk: Buffer): { taken(): number } {
  let taken = 0;
  const more = () => {
    while (!response.destroyed && response.write(chunk)) taken += chunk.length;
  };
  response.on('drain', more);
  more();
  return { taken: () => taken };
}

/** A body that compresses to nearly nothing. */
const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);

describe('size', () => {
  it('of 2 MiB is taken whole, of one byte more not', async () => {
    const whole = await answering((_, response) => response.end(zeros(2 * MiB)));
    expect((await whole.arrayBuffer()).byteLength).toBe(2 * MiB);
    expect(await reasonOf(answering((_, response) => response.end(zeros(2 * MiB + 1))))).toBe('too_large');
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('counts once more after %s', async (coding, compress) => {
    const answer = (bytes: number) =>
      answering((_, response) => {
        response.setHeader('content-encoding', coding).end(compress(zeros(bytes)));
      });
    const whole = await answer(2 * MiB);
    expect((await whole.arrayBuffer()).byteLength).toBe(2 * MiB);
    expect(whole.headers.has('content-encoding')).toBe(false);
    expect(await reasonOf(answer(2 * MiB + 1))).toBe('too_large');
    expect(await reasonOf(answer(32 * MiB))).toBe('too_large');
  });

  it('counts after each of several codings, and more than two are refused', async () => {
    const answer = (codings: string, body: Buffer) =>
      answering((_, response) => response.setHeader('content-encoding', codings).end(body));
    const twice = await answer('gzip, br', brotliCompressSync(gzipSync('well')));
    expect(await twice.text()).toBe('well');
    expect(await reasonOf(answer('gzip, gzip', gzipSync(gzipSync(zeros(32 * MiB)))))).toBe('too_large');
    // The outer coding unpacks to 3 MB of empty gzip members, of which the inner one makes nothing.
    const empties = Buffer.concat(Array(150_000).fill(gzipSync('')));
    expect(await reasonOf(answer('gzip, gzip', gzipSync(empties)))).toBe('too_large');
    const thrice = gzipSync(gzipSync(gzipSync('well')));
    expect(await reasonOf(answer('gzip, gzip, gzip', thrice))).toBe('too_large');
  });

  it.each<[string, Record<string, string>]>([
    ['announced', { 'content-length': String(2 * 1024 * MiB) }],
    ['in pieces', { 'transfer-encoding': 'chunked' }],
    ['until the connection ends', { connection: 'close' }],
  ])('of 2 GiB, %s, is not read', async (_, headers) => {
    let poured = { taken: () => 0 };
    const call = answering((_request, response) => {
      response.writeHead(200, headers);
      poured = pour(response, zeros(64 * 1024));
    });
    expect(await reasonOf(call)).toBe('too_large');
    // More than the limit was on its way when the call ended, but not all of it.
    expect(poured.taken()).toBeLessThan(32 * MiB);
  });

  it('of empty gzip members without end is not read', async () => {
    const members = Buffer.concat(Array(1000).fill(gzipSync('')));
    const call = answering((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      pour(response, members);
    });
    expect(await reasonOf(call)).toBe('too_large');
  });

  it.each([
    ['one long header', (socket: Socket) => void pour(socket, Buffer.alloc(1024, 'a'))],
    ['many headers', (socket: Socket) => void pour(socket, Buffer.from('a: b\r\n'.repeat(100)))],
  ])('of %s is bounded', async (_, flood) => {
    const { call } = await calling(
      startTcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nx: ');
        flood(socket);
      }),
    );
    expect(await reasonOf(call)).toBe('too_large');
  });

  it('of interim responses (103) without a final one is bounded', async () => {
    const { call } = await calling(
      startTcp((socket) => void pour(socket, Buffer.from('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'))),
    );
    expect(await reasonOf(call)).toBe('too_large');
  });
});
