import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Failure } from './failure.ts';

const maxBytes = 64 * 1024;

/** Where Loge is, and the credential of the machine that asks. */
export interface Loge {
  readonly url: URL;
  /** The secret of a service credential. */
  readonly credential: string;
}

interface Question {
  readonly path: '/v1/ssh/lookup' | '/v1/ssh/login';
  /** The key's fingerprint, `SHA256:…`. */
  readonly fingerprint: string;
  /** The command that asks. It appears in the logs of Loge and of proxies. */
  readonly by: string;
  /** The limit for the whole question: finding the address, connecting, waiting, reading. */
  readonly timeoutMs: number;
}

type Json = Record<string, unknown>;

/** Asks Loge about a key. Null when Loge says that the key opens nothing. Follows no redirect. Throws `Failure`. */
export async function askLoge(loge: Loge, question: Question): Promise<Json | null> {
  const { status, text } = await post(loge, question);
  const body = parse(text);
  if (status === 200) return body;
  // Only Loge itself answers like this, not a proxy or another program at that address.
  if (status === 404 && body.code === 'not_found' && body.resource === 'key') return null;
  const code = typeof body.code === 'string' && /^\w{1,40}$/.test(body.code) ? ` ${body.code}` : '';
  throw new Failure(`Loge answered ${status}${code}`);
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function post({ url, credential }: Loge, question: Question): Promise<Answer> {
  const { path, fingerprint, by, timeoutMs } = question;
  const body = JSON.stringify({ ssh: { fingerprint } });
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const late = () => fail(`Loge did not answer within ${timeoutMs / 1000} seconds`);
    const timer = setTimeout(late, timeoutMs).unref();
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Failure(why));
      call.destroy();
    };
    const done = (answer: Answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    const call = send(
      new URL(path, url),
      {
        method: 'POST',
        agent: false,
        headers: {
          authorization: `Bearer ${credential}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          accept: 'application/json',
          'user-agent': by,
        },
      },
      (response) => readAnswer(response, fail, done),
    );
    call.on('error', (error) => fail(`Loge cannot be reached: ${'code' in error ? error.code : error.name}`));
    call.end(body);
  });
}

function readAnswer(
  response: IncomingMessage,
  fail: (why: string) => void,
  done: (answer: Answer) => void,
): void {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (part: string) => {
    text += part;
    if (text.length > maxBytes) fail('Loge answered too much');
  });
  response.on('error', () => fail('the answer broke off'));
  response.on('aborted', () => fail('the answer broke off'));
  response.on('end', () => {
    if (response.complete) done({ status: response.statusCode ?? 0, text });
    else fail('the answer broke off');
  });
}

function parse(text: string): Json {
  try {
    return objectIn(JSON.parse(text));
  } catch {
    return {};
  }
}

export const objectIn = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? { ...value } : {};
