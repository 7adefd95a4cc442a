import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { answering, calling, makeOutbound, reasonOf, stopAll } from '../../../test/outbound.ts';
import { startHttp, startTcp } from '../../../test/outside.ts';

afterEach(stopAll);

describe('a peer that breaks off', () => {
  it.each<[string, string | null]>([
    ['at once', null],
    ['in its headers', 'HTTP/1.1 200 OK\r\nx:'],
    ['in its body', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx'],
    ['between two pieces', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n'],
    [
      'in gzip',
      `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n${gzipSync('well').toString('latin1').slice(0, 15)}`,
    ],
    ['what is no gzip', 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\nwell'],
    ['with what is no HTTP', 'SSH-2.0-OpenSSH\r\n'],
    ['with a status that is none', 'HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n'],
    ['with another protocol', 'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'],
    ['with two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx'],
  ])('%s is unreachable', async (_, said) => {
    const { call } = await calling(
      startTcp((socket) => {
        socket.once('data', () => {
          if (said === null) socket.destroy();
          else socket.end(said, 'latin1');
        });
      }),
    );
    expect(await reasonOf(call)).toBe('unreachable');
  });

  it('or is not there at all', async () => {
    const server = await startHttp(() => {});
    await server.stop();
    const { fetch } = makeOutbound({ LOGE_OUTBOUND_ALLOW: '127.0.0.1' });
    expect(await reasonOf(fetch(`http://127.0.0.1:${server.port}/`))).toBe('unreachable');
  });
});

describe('an answer', () => {
  it.each([204, 205, 304])('of %i has no body', async (status) => {
    const answer = await answering((_, response) => {
      response.writeHead(status, { 'content-encoding': 'gzip' }).end();
    });
    expect([answer.status, answer.body]).toEqual([status, null]);
  });

  it('to HEAD has none either', async () => {
    const answer = await answering(
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': '99' }).end();
      },
      { method: 'HEAD' },
    );
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it('may be compressed and empty', async () => {
    const answer = await answering((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': '0' }).end();
    });
    expect(await answer.text()).toBe('');
  });

  it('in a coding that we did not ask for stays as it is', async () => {
    const answer = await answering((_, response) => {
      response.writeHead(200, { 'content-encoding': 'zstd' }).end('?');
    });
    expect(await answer.text()).toBe('?');
  });

  it('has its headers, several of one name too, and says where it came from', async () => {
    const answer = await answering((_, response) => {
      response.writeHead(418, 'Teapot', [
        ...['link', '<a>; rel="next"', 'link', '<b>; rel="last"'],
        ...['x-ratelimit-remaining', '4999', 'content-type', 'application/json'],
      ]);
      response.end('{"a":1}');
    });
    expect([answer.status, answer.ok, await answer.json()]).toEqual([418, false, { a: 1 }]);
    expect(answer.headers.get('link')).toBe('<a>; rel="next", <b>; rel="last"');
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('4999');
    expect(answer.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });
});

describe('a request', () => {
  it('is sent as it is said, but for what belongs to the connection', async () => {
    let seen: unknown;
    await answering(
      async (request, response) => {
        const { host: _, ...headers } = request.headers;
        seen = [request.method, headers, await text(request)];
        response.end();
      },
      {
        method: 'post',
        body: new URLSearchParams({ code: 'a b&c' }),
        headers: {
          ...{ Authorization: 'Bearer x', Accept: 'application/json', 'User-Agent': 'Loge/2' },
          ...{ 'Accept-Encoding': 'zstd', Connection: 'keep-alive', 'Proxy-Authorization': 'x' },
          ...{ Host: 'other.example.test', Expect: '100-continue', 'Content-Length': '3' },
        },
      },
    );
    expect(seen).toEqual([
      'POST',
      {
        accept: 'application/json',
        'accept-encoding': 'gzip, deflate, br',
        authorization: 'Bearer x',
        connection: 'close',
        'content-length': '12',
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        'user-agent': 'Loge/2',
      },
      'code=a+b%26c',
    ]);
  });

  it.each(['DELETE', 'PUT', 'PATCH'])('of %s has the body that it is given', async (method) => {
    let seen: unknown;
    await answering(
      async (request, response) => {
        seen = [request.method, request.headers['content-length'], await text(request)];
        response.end();
      },
      { method, body: '{"a":1}' },
    );
    expect(seen).toEqual([method, '7', '{"a":1}']);
  });
});
