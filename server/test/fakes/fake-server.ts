import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Mood, misbehave } from './mood.ts';

/** A request as a fake reads it. */
export interface FakeRequest {
  readonly method: string;
  /** Without the query. Its escapes are as they were sent: an escaped slash is part of a name. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The value of a header; empty when it was not sent. */
  header(name: string): string;
  /** The body, as text. */
  readonly body: string;
}

export interface FakeReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is; anything else as JSON; nothing when it is undefined. */
  readonly body?: unknown;
}

/** Pages of its own that somebody adds to a fake, as the demo does; null for what is none of them. */
export type MorePages = (request: FakeRequest, origin: string) => FakeReply | null;

/** What every fake has beside its own. */
export interface FakeServer {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** `GET /api/v4/user?page=2`, in the order in which they came. */
  readonly calls: readonly string[];
  /** How many calls began with this text. */
  count(beginning: string): number;
  forgetCalls(): void;
  /** How it answers. It starts `well`. */
  mood: Mood;
  /** The paths that its mood is for; all when it is null. */
  moodFor: RegExp | null;
  /** Calls of these paths are answered, but the answer waits until this promise is kept. */
  held: { readonly paths: RegExp; readonly until: Promise<void> } | null;
  stop(): Promise<void>;
}

/** Serves on a loopback port of its own, or on `port`. */
export async function startFakeServer(
  answer: (request: FakeRequest, origin: string) => FakeReply,
  port = 0,
): Promise<FakeServer> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    calls.push(`${request.method} ${url}`);
    void readAll(request).then((body) => {
      const { mood, moodFor } = fake;
      if (mood !== 'well' && (moodFor === null || moodFor.test(url))) misbehave(response, mood);
      else void deliver(response, url, answer(asked(request, body), fake.origin));
    });
  });
  const deliver = async (response: ServerResponse, url: string, reply: FakeReply) => {
    if (fake.held?.paths.test(url)) await fake.held.until;
    send(response, reply);
  };
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const fake: FakeServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    count: (beginning) => calls.filter((call) => call.startsWith(beginning)).length,
    forgetCalls: () => void calls.splice(0),
    mood: 'well',
    moodFor: null,
    held: null,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return fake;
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function asked(request: IncomingMessage, body: string): FakeRequest {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  return {
    method: request.method ?? '',
    path,
    query: new URLSearchParams(query),
    header: (name) => String(request.headers[name] ?? ''),
    body,
  };
}

function send(response: ServerResponse, { status, headers = {}, body }: FakeReply): void {
  const isText = typeof body === 'string';
  const type = isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
}
