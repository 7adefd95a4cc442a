import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { anyone, route } from '@loge/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/harness.ts';
import { AppError } from '../../kernel/app-error.ts';
import { bind } from './bind.ts';
import { makeHttpServer } from './server.ts';
import { endOfTurn } from './turn.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp('sqlite');
});
afterAll(() => test?.close());

const probe = route({
  id: 'probe',
  method: 'GET',
  path: '/probe',
  summary: '',
  auth: anyone,
  status: 204,
  reply: null,
  errors: ['not_found'],
  records: { nothing: 'a test' },
});

/** Sends requests on as many connections at the same moment, so that they are read in one turn; the statuses. */
async function sendTogether(handle: () => Promise<undefined>, requests: number): Promise<number[]> {
  const server = await makeHttpServer(test.app.ctx, {
    routes: [bind(probe, handle)],
    credentials: [],
    demandProof: async () => ({}),
    demandContracts: async () => {},
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const sockets = Array.from({ length: requests }, () => connect(port, '127.0.0.1'));
  const accepted = promisify(server.server.getConnections.bind(server.server));
  while (((await accepted()) ?? 0) < requests) await nextTurn();
  const answers = sockets.map(text);
  for (const socket of sockets) {
    socket.write('GET /probe HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
  }
  const statuses = (await Promise.all(answers)).map((answer) => Number(answer.split(' ')[1]));
  await server.close();
  return statuses;
}

it('handles requests that came in together step by step, together', async () => {
  const steps: string[] = [];
  await sendTogether(async () => {
    steps.push('begin');
    await Promise.resolve();
    steps.push('end');
    return undefined;
  }, 3);
  expect(steps).toEqual(['begin', 'begin', 'begin', 'end', 'end', 'end']);
});

it('answers each for itself: what fails in one leaves the others alone', async () => {
  let asked = 0;
  const statuses = await sendTogether(async () => {
    asked++;
    if (asked === 1) throw new AppError('not_found');
    if (asked === 2) throw new Error('broken');
    return undefined;
  }, 3);
  expect(statuses).toEqual([404, 500, 204]);
});

it('is over once for all who wait, and begins again after that', async () => {
  const first = endOfTurn();
  expect(endOfTurn()).toBe(first);
  let over = false;
  void first.then(() => {
    over = true;
  });
  await Promise.resolve();
  expect(over).toBe(false);
  await nextTurn();
  expect(over).toBe(true);
  expect(endOfTurn()).not.toBe(first);
});
