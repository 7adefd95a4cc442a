import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A proxy that keeps its connections and asks each node whether it is ready, as proxies do. */
interface RoundRobin {
  readonly url: string;
  stop(): Promise<void>;
}

const askEveryMs = 50;

export async function startRoundRobin(nodes: readonly string[]): Promise<RoundRobin> {
  const agent = new Agent({ keepAlive: true });
  const ready = new Set(nodes);
  let turn = 0;
  let stopped = false;

  const forward = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const able = nodes.filter((node) => ready.has(node));
    const node = able[turn++ % able.length];
    if (node === undefined) {
      outgoing.writeHead(502).end('nobody is ready');
      return;
    }
    const { method = 'GET', url = '/', headers } = incoming;
    const call = request(node + url, { agent, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502);
      answer.pipe(outgoing);
    });
    call.on('error', (error) => outgoing.writeHead(502).end(error.message));
    incoming.pipe(call);
  };
  const probe = async (): Promise<void> => {
    while (!stopped) {
      for (const node of nodes) {
        const answer = await fetch(`${node}/readyz`).catch(() => null);
        if (answer?.status === 200) ready.add(node);
        else ready.delete(node);
        await answer?.body?.cancel();
      }
      await sleep(askEveryMs);
    }
  };

  const server = createServer(forward);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const probing = probe();
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async stop() {
      stopped = true;
      await probing;
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}
