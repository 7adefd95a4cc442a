import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/**
 * How a fake answers.
 * - `html`: a login page, with 200 · `other_json`: JSON of a shape that nobody asked for · `nothing`: 200 without a body
 * - `proxy_login`: 401 with a page · `lost_page`: 404 with a page · `lost`: 404 with JSON
 * - `failing`: 500 · `failing_page`: 502 with a page, as a proxy sends it
 * - `elsewhere`: led to the same server under another name, which answers
 * - `silent`: it takes the request and says nothing · `slow`: a byte a second · `gone`: the connection is cut
 * - `huge`: 2 GB · `bomb`: 2 GB that were packed into some 2 MB
 * - `limited`: 429
 */
export type Mood =
  | 'well'
  | 'html'
  | 'other_json'
  | 'nothing'
  | 'proxy_login'
  | 'lost_page'
  | 'lost'
  | 'elsewhere'
  | 'failing'
  | 'failing_page'
  | 'silent'
  | 'slow'
  | 'gone'
  | 'huge'
  | 'bomb'
  | 'limited';

const page = '<!doctype html><title>Sign in</title><p>Sign in to this network</p>';
const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/json' };
const twoGigabytes = 2_147_483_648;

export function misbehave(response: ServerResponse, mood: Exclude<Mood, 'well'>): void {
  switch (mood) {
    case 'html':
      response.writeHead(200, html).end(page);
      return;
    case 'other_json':
      response.writeHead(200, json).end('{"weather":["rain",{"id":-1,"login":null}]}');
      return;
    case 'nothing':
      response.writeHead(200, json).end();
      return;
    case 'proxy_login':
      response.writeHead(401, { ...html, 'www-authenticate': 'Basic' }).end(page);
      return;
    case 'lost_page':
      response.writeHead(404, html).end(page);
      return;
    case 'lost':
      response.writeHead(404, json).end('{"message":"Not Found"}');
      return;
    case 'failing':
      response.writeHead(500, json).end('{"message":"500 Internal Server Error"}');
      return;
    case 'failing_page':
      response.writeHead(502, html).end(page);
      return;
    case 'limited':
      response.writeHead(429, { ...json, 'retry-after': '17' }).end('{"message":"Too Many Requests"}');
      return;
    case 'elsewhere': {
      const host = response.req.headers.host ?? '';
      const location = `http://${host.replace('127.0.0.1', 'localhost')}${response.req.url}`;
      if (host.startsWith('localhost')) response.writeHead(200, json).end('[]');
      else response.writeHead(302, { location }).end();
      return;
    }
    case 'silent':
      return;
    case 'gone':
      response.destroy();
      return;
    case 'slow':
      drip(response);
      return;
    case 'huge':
      pour(
        response.writeHead(200, { ...json, 'content-length': twoGigabytes }),
        Buffer.alloc(65_536, ' '),
        32_768,
      );
      return;
    case 'bomb':
      // The format lets members follow each other, each of 16 MiB.
      pour(
        response.writeHead(200, { ...json, 'content-encoding': 'gzip' }),
        gzipSync(Buffer.alloc(16_777_216)),
        128,
      );
  }
}

/** Writes a byte a second for as long as somebody reads. */
function drip(response: ServerResponse): void {
  response.writeHead(200, json).write('[');
  const timer = setInterval(() => response.write(' '), 1000);
  timer.unref();
  response.on('close', () => clearInterval(timer));
}

/** Writes a piece so many times, as fast as it is read. */
function pour(response: ServerResponse, piece: Buffer, times: number): void {
  let written = 0;
  const more = () => {
    let room = true;
    while (room && written < times && !response.destroyed) {
      room = response.write(piece);
      written += 1;
    }
    if (written === times) response.end();
  };
  response.on('drain', more);
  more();
}
