const day = 86_400;
/** What GitHub asks to wait where it names no time. */
const defaultSeconds = 60;

/** Whether an answer says that there were too many requests: GitHub says so with 403 too. */
export const isTooMany = (status: number, headers: Headers): boolean =>
  status === 429 ||
  (status === 403 && (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')));

/**
 * In how many seconds it is worth asking again. An instant that a limit ends at is compared with the server's own time, which it
 * sends along, so that its clock need not be ours.
 * @param ourTime milliseconds since the Unix epoch.
 */
export function retryAfterOf(headers: Headers, ourTime: number): number {
  const theirTime = Date.parse(headers.get('date') ?? '');
  const now = (Number.isNaN(theirTime) ? ourTime : theirTime) / 1000;
  const after = headers.get('retry-after');
  const reset = headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset');
  const wait = after !== null ? waitOf(after, now) : reset !== null ? Number(reset) - now : defaultSeconds;
  return Number.isFinite(wait) ? Math.min(Math.max(Math.ceil(wait), 1), day) : defaultSeconds;
}

/** `Retry-After` is seconds or a date (RFC 9110, 10.2.3). */
const waitOf = (text: string, now: number): number =>
  /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000 - now;
