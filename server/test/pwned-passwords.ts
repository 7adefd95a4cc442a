import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the service answers a request. */
export type Mood = 'well' | 'silent' | 'half' | 'endless' | 'failing' | 'elsewhere' | 'babbling';

/**
 * The Pwned Passwords range API on a loopback port, as documented: `GET /range/ABCDE`, lines of `SUFFIX:COUNT`, each but the
 * last ended by CRLF, and padding lines that count 0. Any other request gets 400.
 */
interface TestPwnedPasswords {
  readonly url: string;
  /** The paths that were requested. */
  readonly asked: readonly string[];
  /** What was wrong with requests. */
  readonly complaints: readonly string[];
  /** How many bytes it sent while it was endless. */
  readonly poured: number;
  mood: Mood;
  leak(password: string, count?: number): void;
  stop(): Promise<void>;
}

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();

export async function startPwnedPasswords(): Promise<TestPwnedPasswords> {
  const leaked = new Map<string, number>();
  const asked: string[] = [];
  const complaints: string[] = [];
  let poured = 0;
  const answerTo = (prefix: string): string => {
    const real = [...leaked]
      .filter(([hash]) => hash.startsWith(prefix))
      .map(([hash, count]) => `${hash.slice(5)}:${count}`);
    const padding = Array.from({ length: 900 }, (_, i) => `${sha1(`${prefix} ${i}`).slice(5)}:0`);
    return [...real, ...padding].sort().join('\r\n');
  };
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    const prefix = /^\/range\/([0-9A-F]{5})$/.exec(url)?.[1];
    if (request.method !== 'GET' || prefix === undefined) complaints.push(`${request.method} ${url}`);
    if (request.headers['add-padding'] !== 'true') complaints.push('no padding asked for');
    if (!request.headers['user-agent']) complaints.push('no user agent');
    for (const name of ['cookie', 'authorization', 'referer'])
      if (request.headers[name]) complaints.push(`${name} sent`);
    if (prefix === undefined) response.writeHead(400).end('The hash prefix was not in a valid format');
    else reply(response, service.mood, answerTo(prefix), (bytes) => (poured += bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const service = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    complaints,
    get poured() {
      return poured;
    },
    mood: 'well' as Mood,
    leak: (password: string, count = 3) => void leaked.set(sha1(password), count),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return service;
}

function reply(response: ServerResponse, mood: Mood, answer: string, wrote: (bytes: number) => void): void {
  switch (mood) {
    case 'silent':
      return;
    case 'half':
      response.writeHead(200, { 'content-type': 'text/plain' }).write(answer.slice(0, 100));
      return;
    case 'endless':
      response.writeHead(200, { 'content-type': 'text/plain' });
      pour(response, `${answer}\r\n`, wrote);
      return;
    case 'failing':
      response.writeHead(503).end(answer);
      return;
    case 'elsewhere':
      response.writeHead(302, { location: '/range/00000' }).end();
      return;
    case 'babbling':
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><p>Sign in to this network</p>');
      return;
    default:
      response.writeHead(200, { 'content-type': 'text/plain' }).end(answer);
  }
}

/** Writes for as long as somebody reads. */
function pour(response: ServerResponse, text: string, wrote: (bytes: number) => void): void {
  const more = () => {
    let room = true;
    while (room && !response.destroyed) {
      room = response.write(text);
      wrote(text.length);
    }
  };
  response.on('drain', more);
  more();
}
