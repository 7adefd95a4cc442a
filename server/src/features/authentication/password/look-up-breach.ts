import { createHash } from 'node:crypto';
import { normalisePassword } from '@loge/protocol';
import { withoutTrailingSlashes } from '../../../kernel/without-slashes.ts';
import type { Context } from '../../../platform/context.ts';

/** In milliseconds. A member waits for the answer. */
const patienceMs = 1500;
/** A padded answer has 1,000 lines of some 40 bytes. This limit is ten times as much. */
const mostBytes = 400_000;

/**
 * Whether a password stands in a known data leak, by the Pwned Passwords range service where one is configured. The service is
 * told 5 of the 40 hexadecimal digits of the SHA-1, which some 1,000 leaked passwords share, and answers with the rest of each
 * (k-anonymity). If it does not answer in time or properly, the password passes: nobody is kept from changing theirs. Never
 * called inside a transaction.
 */
export async function isBreached(ctx: Context, password: string): Promise<boolean> {
  const service = ctx.config.LOGE_PWNED_PASSWORDS_URL;
  if (service === null) return false;
  const sha1 = createHash('sha1').update(normalisePassword(password)).digest('hex').toUpperCase();
  try {
    return isListed(await ask(service, sha1.slice(0, 5)), sha1.slice(5));
  } catch (error) {
    ctx.log.warn({ err: error }, 'the Pwned Passwords service did not answer: a password passed without it');
    return false;
  }
}

async function ask(service: URL, prefix: string): Promise<string> {
  const url = new URL(service);
  url.pathname = `${withoutTrailingSlashes(url.pathname)}/range/${prefix}`;
  const response = await fetch(url, {
    // Padding makes answers equally long, so that their length tells a listener nothing.
    headers: { 'add-padding': 'true', 'user-agent': 'Loge' },
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`it answered ${response.status}`);
  }
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error('it answered too much');
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

/** The answer's lines are `SUFFIX:COUNT`. Lines that only pad it count 0. */
const isListed = (answer: string, suffix: string): boolean =>
  answer.split(/\r?\n/).some((line) => {
    const [listed, count] = line.split(':');
    return listed?.toUpperCase() === suffix && Number(count) > 0;
  });
