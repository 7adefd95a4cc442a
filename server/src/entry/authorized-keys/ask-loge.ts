import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Failure } from './failure.ts';
import type { FoundKey } from './key-line.ts';

const maxBytes = 64 * 1024;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * Asks Loge whose key it is; null when it says that the key opens nothing. Follows no redirect. Throws `Failure`.
 * @param timeoutMs for all of it: finding the address, connecting, waiting, reading.
 */
export async function askLoge(
  { url, credential }: { readonly url: URL; readonly credential: string },
  fingerprint: string,
  timeoutMs: number,
): Promise<FoundKey | null> {
  const { status, text } = await post(new URL('/v1/ssh/lookup', url), credential, fingerprint, timeoutMs);
  const body = parse(text);
  if (status === 200) return foundKey(body);
  // Only Loge itself says so, and not a proxy or another program at that address.
  if (status === 404 && body.code === 'not_found' && body.resource === 'key') return null;
  const code = typeof body.code === 'string' && /^\w{1,40}$/.test(body.code) ? ` ${body.code}` : '';
  throw new Failure(`Loge answered ${status}${code}`);
}

async function post(url: URL, credential: string, fingerprint: string, timeoutMs: number): Promise<Answer> {
  const body = JSON.stringify({ ssh: { fingerprint } });
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      reject(new Failure(why));
      call.destroy();
    };
    const call = send(
      url,
      {
        method: 'POST',
        agent: false,
        headers: {
          authorization: `Bearer ${credential}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          accept: 'application/json',
          'user-agent': 'loge ssh-authorized-keys',
        },
      },
      (response) => readAnswer(response, fail, resolve),
    );
    setTimeout(() => fail(`Loge did not answer within ${timeoutMs / 1000} seconds`), timeoutMs).unref();
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

function parse(text: string): Record<string, unknown> {
  try {
    return objectIn(JSON.parse(text));
  } catch {
    return {};
  }
}

const objectIn = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

function foundKey(body: Record<string, unknown>): FoundKey {
  const ssh = objectIn(body.ssh);
  const account = objectIn(ssh.account);
  const found = { keyId: ssh.key_id, key: ssh.key, accountId: account.id, username: account.username };
  if (Object.values(found).some((value) => typeof value !== 'string'))
    throw new Failure('Loge answered with something that is no key');
  return found as FoundKey;
}
