import { afterEach, expect, it, vi } from 'vitest';
import { openTestApp } from '../../../test/harness.ts';
import { keep, reasonOf, stopAll } from '../../../test/outbound.ts';
import { startForbidden, startHttp } from '../../../test/outside.ts';

afterEach(stopAll);

it('a program calls by its settings and its clock', async () => {
  let silent = false;
  let came = () => {};
  const asked = new Promise<void>((resolve) => {
    came = resolve;
  });
  const server = keep(
    await startHttp((_, response) => {
      if (silent) came();
      else response.end('well');
    }),
  );
  const forbidden = keep(await startForbidden());
  const test = keep(
    await openTestApp('sqlite', { LOGE_OUTBOUND_ALLOW: `127.0.0.1:${server.port}` }).then(stoppable),
  );
  const { outbound } = test.app.ctx;
  const url = `http://127.0.0.1:${server.port}/`;
  expect(await (await outbound.fetch(url)).text()).toBe('well');
  expect(await reasonOf(outbound.fetch(`https://127.0.0.1:${forbidden.port}/`))).toBe('address_refused');
  expect(forbidden.connections).toBe(0);
  silent = true;
  const bound = vi.spyOn(test.clock, 'after');
  const reason = reasonOf(outbound.fetch(url));
  await asked;
  expect(bound).toHaveBeenCalledWith(10_000, expect.any(Function));
  test.clock.advance(10_000);
  expect(await reason).toBe('timed_out');
});

const stoppable = <App extends { close(): Promise<void> }>(app: App): App & { stop(): Promise<void> } =>
  Object.assign(app, { stop: () => app.close() });
