import type { RequestListener } from 'node:http';
import { type Clock, fixedClock, systemClock } from '../src/kernel/clock.ts';
import { readConfig } from '../src/platform/config/config.ts';
import { Outbound, OutboundError, type OutboundReason } from '../src/platform/outbound/outbound.ts';
import { type OutsideServer, startHttp } from './outside.ts';

/** Calls to the outside as an operator's settings make them. */
export const makeOutbound = (settings: Record<string, string>, clock: Clock = systemClock): Outbound =>
  new Outbound(readConfig({}, settings), clock);

/** Why a call came to nothing; `answered` when it did not. */
export const reasonOf = (call: Promise<Response>): Promise<OutboundReason | 'answered'> =>
  call.then(
    () => 'answered',
    (error) => {
      if (error instanceof OutboundError) return error.reason;
      throw error;
    },
  );

const running: { stop(): Promise<void> }[] = [];

/** Has a server stopped by `stopAll`. */
export const keep = <S extends { stop(): Promise<void> }>(server: S): S => {
  running.push(server);
  return server;
};

export async function stopAll(): Promise<void> {
  for (const server of running.splice(0)) await server.stop();
}

/** A call to a server, and the clock that bounds it. */
export async function calling(
  server: Promise<OutsideServer>,
  init: RequestInit = {},
): Promise<{ clock: ReturnType<typeof fixedClock>; call: Promise<Response> }> {
  const clock = fixedClock(0);
  const { port } = keep(await server);
  const { fetch } = makeOutbound({ LOGE_OUTBOUND_ALLOW: '127.0.0.1' }, clock);
  return { clock, call: fetch(`http://127.0.0.1:${port}/`, init) };
}

/** A call to a server that answers so. */
export const answering = async (answer: RequestListener, init: RequestInit = {}): Promise<Response> =>
  (await calling(startHttp(answer), init)).call;
