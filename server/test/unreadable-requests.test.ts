import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { errors } from '@loge/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLogger } from '../src/platform/log/logger.ts';
import { openTestApp, type TestApp } from './harness.ts';

const lines: string[] = [];
let app: TestApp;
const ports: { host: string; port: number }[] = [];
beforeAll(async () => {
  app = await openTestApp('sqlite', {}, makeLogger('info', { write: (line) => void lines.push(line) }));
  await app.http.listen({ port: 0, host: 'localhost' });
  for (const { address: host, port } of app.http.addresses() as AddressInfo[]) ports.push({ host, port });
});
afterAll(() => app?.close());

/** What comes back for these bytes until the server ends the connection. */
async function send(
  bytes: string,
  at = ports[0],
): Promise<{ status: number; headers: Headers; body: string }> {
  const socket = connect(at ?? { port: 0 });
  socket.write(bytes);
  const answer = await text(socket);
  const [head = '', body = ''] = answer.split(/\r\n\r\n(.*)/s);
  const [first = '', ...fields] = head.split('\r\n');
  const headers = new Headers(
    fields.map((line): [string, string] => {
      const [name = '', value = ''] = line.split(/: (.*)/);
      return [name, value];
    }),
  );
  return { status: Number(first.split(' ')[1]), headers, body };
}

const get = (...fields: string[]): string =>
  ['GET /v1/regions HTTP/1.1', ...fields, 'Connection: close', '', ''].join('\r\n');

const requests = {
  'no HTTP at all': ['hello there\r\n\r\n', 'malformed_request'],
  'a header without its colon': [get('Host: localhost', 'nonsense'), 'malformed_request'],
  'a space in a header’s name': [get('Host: localhost', 'a b: c'), 'malformed_request'],
  'both ways to say where a body ends': [
    'POST /v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'malformed_request',
  ],
  'a chunk without its length': [
    'POST /v1/users HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    'malformed_request',
  ],
  'headers that are too large': [get('Host: localhost', `x: ${'y'.repeat(20_000)}`), 'headers_too_large'],
  'two hosts': [get('Host: localhost', 'Host: localhost'), 'malformed_request'],
  'two hosts, written otherwise': [get('host: localhost', 'HOST: other.example'), 'malformed_request'],
  'no host': [get(), 'malformed_request'],
} as const;

describe('a request that cannot be read is answered as any other', () => {
  // ASVS 3.4.4, 4.1.1, 4.2.1, 15.3.7
  it.each(Object.entries(requests))('%s', async (_name, [bytes, code]) => {
    const { status, headers, body } = await send(bytes);
    expect(JSON.parse(body)).toEqual({
      error: errors[code].words,
      code,
      request_id: headers.get('x-request-id'),
    });
    expect(status).toBe(errors[code].status);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ request: headers.get('x-request-id'), status }),
    );
  });

  it('on each address that the server listens on', async () => {
    for (const at of ports)
      expect(JSON.parse((await send('hello\r\n\r\n', at)).body).code).toBe('malformed_request');
  });
});

it('one host, none in HTTP/1.0, and an unknown expectation are answered', async () => {
  expect((await send(get('Host: localhost'))).status).toBe(200);
  expect((await send('GET /v1/regions HTTP/1.0\r\n\r\n')).status).toBe(200);
  expect((await send(get('Host: localhost', 'Expect: wonders'))).status).toBe(200);
});

// ASVS 13.4.4
it('TRACE shows nothing of a request', async () => {
  for (const path of ['/', '/v1/regions', '/v1/users/self']) {
    const asked = `TRACE ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: seen=0\r\nConnection: close\r\n\r\n`;
    const { status, body } = await send(asked);
    expect([404, 405], path).toContain(status);
    expect(body).not.toContain('seen=0');
  }
});
