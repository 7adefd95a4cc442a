import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startDns } from '../../../test/dns-server.ts';
import { answering, calling, keep, makeOutbound, reasonOf, stopAll } from '../../../test/outbound.ts';
import { startHttp, startTcp } from '../../../test/outside.ts';
import { fixedClock } from '../../kernel/clock.ts';

afterEach(stopAll);

const closing = (end: Socket | ServerResponse): Promise<void> =>
  new Promise((resolve) => end.once('close', () => resolve()));

describe('time', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => {}],
    ['breaks off in its headers', (socket) => void socket.write('HTTP/1.1 200 OK\r\nx:')],
    [
      'breaks off in its body',
      (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx'),
    ],
    ['only announces', (socket) => void socket.write('HTTP/1.1 100 Continue\r\n\r\n')],
  ])('ends for a peer that %s', async (_, serve) => {
    let came = (_socket: Socket) => {};
    const connected = new Promise<Socket>((resolve) => {
      came = resolve;
    });
    const { clock, call } = await calling(
      startTcp((socket) => {
        socket.once('data', () => {
          serve(socket);
          came(socket);
        });
      }),
    );
    const reason = reasonOf(call);
    const closed = closing(await connected);
    clock.advance(9_999);
    clock.advance(1);
    expect(await reason).toBe('timed_out');
    await closed;
  });

  it('ends for a peer of one byte a second', async () => {
    let began = (_response: ServerResponse) => {};
    const begun = new Promise<ServerResponse>((resolve) => {
      began = resolve;
    });
    const { clock, call } = await calling(startHttp((_, response) => began(response)));
    let over = false;
    const reason = reasonOf(call).finally(() => {
      over = true;
    });
    const response = await begun;
    for (let second = 0; second < 9; second += 1) {
      response.write('x');
      clock.advance(1000);
      await new Promise(setImmediate);
      expect(over).toBe(false);
    }
    response.write('x');
    clock.advance(1000);
    expect(await reason).toBe('timed_out');
  });

  it('is one for all redirects', async () => {
    const clock = fixedClock(0);
    const server = keep(
      await startHttp((_, response) => {
        clock.advance(4000);
        response.writeHead(302, { location: '/' }).end();
      }),
    );
    const { fetch } = makeOutbound({ LOGE_OUTBOUND_ALLOW: '127.0.0.1' }, clock);
    expect(await reasonOf(fetch(`http://127.0.0.1:${server.port}/`))).toBe('timed_out');
    expect(server.connections).toBe(3);
  });

  it('ends for a resolver that says nothing', async () => {
    const clock = fixedClock(0);
    const dns = keep(await startDns());
    dns.name('git.example.test', 'silent');
    const { fetch } = makeOutbound({ LOGE_OUTBOUND_DNS: dns.address }, clock);
    const reason = reasonOf(fetch('https://git.example.test/'));
    await expect.poll(() => dns.asked.length, { timeout: 30_000 }).toBeGreaterThan(0);
    clock.advance(10_000);
    expect(await reason).toBe('timed_out');
  });

  it('ends for a peer that does not answer to TLS', async () => {
    const clock = fixedClock(0);
    let came = () => {};
    const begun = new Promise<void>((resolve) => {
      came = resolve;
    });
    const server = keep(await startTcp((socket) => void socket.once('data', () => came())));
    const { fetch } = makeOutbound({ LOGE_OUTBOUND_ALLOW: '127.0.0.1' }, clock);
    const reason = reasonOf(fetch(`https://127.0.0.1:${server.port}/`));
    await begun;
    clock.advance(10_000);
    expect(await reason).toBe('timed_out');
  });

  it('of one account is its own: its fifth call waits for one of four, and no other account does', async () => {
    const clock = fixedClock(0);
    const waiting: ServerResponse[] = [];
    const server = keep(await startHttp((_, response) => void waiting.push(response)));
    const outbound = makeOutbound({ LOGE_OUTBOUND_ALLOW: '127.0.0.1' }, clock);
    const call = (account: string) =>
      reasonOf(outbound.fetchFor(account)(`http://127.0.0.1:${server.port}/`));
    const hers = Array.from({ length: 9 }, () => call('her'));
    await expect.poll(() => waiting.length, { timeout: 30_000 }).toBe(4);
    const his = call('him');
    await expect.poll(() => waiting.length, { timeout: 30_000 }).toBe(5);
    waiting.pop()?.end();
    expect(await his).toBe('answered');
    waiting.shift()?.end();
    expect(await hers[0]).toBe('answered');
    await expect.poll(() => waiting.length, { timeout: 30_000 }).toBe(4);
    clock.advance(10_000);
    expect(await Promise.all(hers.slice(1))).toEqual(Array(8).fill('timed_out'));
    // Who was too late in the line never called.
    expect(server.connections).toBe(6);
  });

  it('leaves no clock behind', async () => {
    const pending = new Set<object>();
    const server = keep(await startHttp((_, response) => response.end()));
    const clock = {
      now: () => 0,
      after() {
        const timer = {};
        pending.add(timer);
        return () => void pending.delete(timer);
      },
    };
    const { fetch } = makeOutbound({ LOGE_OUTBOUND_ALLOW: '127.0.0.1' }, clock);
    await fetch(`http://127.0.0.1:${server.port}/`);
    await reasonOf(fetch('http://127.0.0.2/'));
    expect(pending.size).toBe(0);
  });
});

describe('a caller that does not want it any more', () => {
  it('gets its own reason, and no connection is made', async () => {
    const server = keep(await startHttp((_, response) => response.end()));
    const { fetch } = makeOutbound({ LOGE_OUTBOUND_ALLOW: '127.0.0.1' });
    const why = new Error('no more');
    const call = fetch(`http://127.0.0.1:${server.port}/`, { signal: AbortSignal.abort(why) });
    await expect(call).rejects.toBe(why);
    expect(server.connections).toBe(0);
  });

  it('cuts the connection half-way', async () => {
    const caller = new AbortController();
    let came = (_response: ServerResponse) => {};
    const begun = new Promise<ServerResponse>((resolve) => {
      came = resolve;
    });
    const call = answering(
      (_, response) => {
        response.writeHead(200).write('x');
        came(response);
      },
      { signal: caller.signal },
    );
    const closed = closing(await begun);
    caller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await closed;
  });
});
