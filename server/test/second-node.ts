import { openApp } from '../src/app.ts';
import { makeLogger } from '../src/platform/log/logger.ts';
import type { TestApp, TestResponse } from './harness.ts';

export interface SecondNode {
  /** Posts JSON as one of Loge's own pages does. */
  post(path: string, body: unknown): Promise<TestResponse>;
  close(): Promise<void>;
}

/** Opens another node on the database of a test's app, with the same clock. */
export async function secondNode({ app, clock }: TestApp): Promise<SecondNode> {
  const node = await openApp(app.ctx.config, { clock, log: makeLogger('silent') });
  const http = await node.http();
  return {
    async post(path, body) {
      const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
      const response = await http.inject({
        method: 'POST',
        url: path,
        headers,
        payload: JSON.stringify(body),
        remoteAddress: '127.0.0.1',
      });
      return { status: response.statusCode, body: response.json(), headers: response.headers };
    },
    close: () => node.close(),
  };
}
