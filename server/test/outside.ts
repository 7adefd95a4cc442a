import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { Identity } from './test-ca.ts';

/** A server somewhere, for whoever calls the outside. */
export interface OutsideServer {
  readonly port: number;
  /** How many connections were made to it. */
  readonly connections: number;
  stop(): Promise<void>;
}

const listening = async (server: Server, host: string, port = 0): Promise<OutsideServer> => {
  let connections = 0;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

/** Answers requests; with an identity by TLS, and then `named` is told which name was asked for (SNI). */
export function startHttp(
  answer: RequestListener,
  { host = '127.0.0.1', identity, named }: ServerOptions = {},
): Promise<OutsideServer> {
  if (!identity) return listening(createHttpServer(answer), host);
  const SNICallback = (name: string, done: (error: null) => void) => {
    named?.(name);
    done(null);
  };
  const server = createHttpsServer({ ...identity, SNICallback }, answer);
  server.on('tlsClientError', () => {});
  return listening(server, host);
}

interface ServerOptions {
  readonly host?: string;
  readonly identity?: Identity;
  readonly named?: (name: string) => void;
}

/** Does with a bare connection what it is told. */
export const startTcp = (serve: (socket: Socket) => void, host = '127.0.0.1'): Promise<OutsideServer> =>
  listening(createServer(serve), host);

/** What must not be reached: listens on one port, of all addresses of this machine or of one, and counts. */
export const startForbidden = (host = '::', port = 0): Promise<OutsideServer> =>
  listening(
    createServer((socket) => socket.destroy()),
    host,
    port,
  );

/** A proxy that makes tunnels (CONNECT). */
export interface TestProxy extends OutsideServer {
  readonly tunnels: { readonly to: string | undefined; readonly authorization: string | undefined }[];
  /** While true, it makes none. */
  refusing: boolean;
}

/** Every tunnel of it leads to a port on loopback, whatever was asked for. */
export async function startProxy(leadsTo: () => number, identity?: Identity): Promise<TestProxy> {
  const tunnels: TestProxy['tunnels'] = [];
  const server = identity ? createHttpsServer({ ...identity }) : createHttpServer();
  server.on('connect', ({ url: to, headers }, near: Socket) => {
    near.on('error', () => {});
    if (proxy.refusing) return void near.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    tunnels.push({ to, authorization: headers['proxy-authorization'] });
    const far = connect(leadsTo(), '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      near.pipe(far).pipe(near);
    });
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  const proxy: TestProxy = Object.assign(await listening(server, '127.0.0.1'), { tunnels, refusing: false });
  return proxy;
}
