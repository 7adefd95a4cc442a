import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

interface Timed {
  readonly status: number;
  readonly milliseconds: number;
}

export interface Stopwatch {
  /** Posts JSON on one kept connection. */
  time(path: string, body: unknown): Promise<Timed>;
  stop(): Promise<number>;
}

/** Times requests from a thread of its own. It sees an answer when it is sent, not when the server becomes idle. */
export function stopwatch(port: number): Stopwatch {
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
    const http = require('node:http');
    const agent = new http.Agent({ keepAlive: true });
    parentPort.on('message', ([path, body]) => {
      const start = performance.now();
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'sec-fetch-site': 'same-origin',
      };
      const request = http.request({ port: workerData, agent, path, method: 'POST', headers });
      request.on('response', (response) => {
        response.resume().on('end', () =>
          parentPort.postMessage({ status: response.statusCode, milliseconds: performance.now() - start }));
      });
      request.end(body);
    });`,
    { eval: true, workerData: port },
  );
  return {
    async time(path, body) {
      worker.postMessage([path, JSON.stringify(body)]);
      const [timed] = (await once(worker, 'message')) as [Timed];
      return timed;
    },
    stop: () => worker.terminate(),
  };
}
