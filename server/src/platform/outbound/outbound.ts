import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { type Clock, seconds } from '../../kernel/clock.ts';
import { FairTurns } from '../fair-turns.ts';
import type { AllowList } from './allow-list.ts';
import { connect, type Way } from './connect.ts';
import { exchange } from './exchange.ts';
import { inTime } from './in-time.ts';
import { Judge } from './judge.ts';
import { makeLookUp } from './look-up.ts';
import { OutboundError, outboundError } from './outbound-error.ts';
import { type OutboundRequest, readRequest } from './outbound-request.ts';
import { redirected } from './redirect.ts';
import { targetOf } from './target.ts';
import { wholeResponse } from './whole-response.ts';

export { OutboundError, type OutboundReason } from './outbound-error.ts';

/** What the operator says about calls to the outside. */
interface OutboundSettings {
  readonly LOGE_OUTBOUND_ALLOW: AllowList;
  readonly LOGE_OUTBOUND_PROXY: URL | null;
  /** Certificates in PEM form. */
  readonly LOGE_OUTBOUND_CA: readonly string[];
  readonly LOGE_OUTBOUND_DNS: readonly string[];
}

/** For the whole of a call: the look-up, the connection, redirects, the answer's last byte. */
const withinMs = seconds(10);
const mostRedirects = 3;

/** So many calls of one account are made at once. */
const atOnce = 4;

type Fetch = (input: string | URL, init?: RequestInit) => Promise<Response>;
type Turn = (work: () => Promise<Response>) => Promise<Response>;

/**
 * The one way to call an address that a member typed (docs/rules.md#calls-to-what-members-typed). It answers whole, bounded
 * replies.
 */
export class Outbound {
  readonly #judge: Judge;
  readonly #settings: OutboundSettings;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #turns = new FairTurns(atOnce);
  #way: Way | null = null;

  constructor(settings: OutboundSettings, clock: Pick<Clock, 'after'>) {
    const { LOGE_OUTBOUND_ALLOW: allow, LOGE_OUTBOUND_DNS: resolvers, LOGE_OUTBOUND_PROXY: proxy } = settings;
    this.#settings = settings;
    this.#clock = clock;
    this.#judge = new Judge({ allow, lookUp: makeLookUp(resolvers), proxied: proxy !== null, clock });
  }

  /**
   * Fetches as the global function does, which libraries can be given this instead of. A GET follows up to three redirects;
   * the answer to anything else is handed on as it is. Throws `OutboundError`, or the reason of the caller's signal.
   */
  readonly fetch: Fetch = (input, init) => this.#within(input, init, (work) => work());

  /**
   * The same for what an account asks for: a few of its calls are made at once, and the rest waits for them within its own
   * time. So one that names a host which does not answer delays itself and nobody else.
   */
  fetchFor(account: string): Fetch {
    return (input, init) => this.#within(input, init, (work) => this.#turns.run(account, account, work));
  }

  async #within(input: string | URL, init: RequestInit = {}, turn: Turn): Promise<Response> {
    const url = URL.parse(String(input));
    if (url === null) throw new OutboundError('address_refused', 'what is no URL');
    if (url.username !== '' || url.password !== '') throw new OutboundError('address_refused', url.hostname);
    const request = await readRequest(url, init);
    const late = new AbortController();
    const signal = AbortSignal.any([late.signal, ...(init.signal ? [init.signal] : [])]);
    const tooLate = new OutboundError('timed_out', url.hostname);
    const cancel = this.#clock.after(withinMs, () => late.abort(tooLate));
    try {
      return await inTime(
        turn(() => this.#follow(request, signal)),
        signal,
      );
    } finally {
      cancel();
    }
  }

  async #follow(first: OutboundRequest, signal: AbortSignal): Promise<Response> {
    let request = first;
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const { hostname } = request.url;
      const answer = await this.#ask(request, signal).catch((error) => {
        throw signal.aborted ? signal.reason : outboundError(error, hostname);
      });
      if (answer instanceof Response) return answer;
      request = answer;
    }
    throw new OutboundError('redirected_too_often', request.url.hostname);
  }

  /** One request and its answer, or what the answer redirects to. Nothing of the connection is left afterwards. */
  async #ask(request: OutboundRequest, signal: AbortSignal): Promise<Response | OutboundRequest> {
    signal.throwIfAborted();
    const target = targetOf(request.url);
    if (target === null) throw new OutboundError('address_refused', request.url.hostname);
    const destination = await this.#judge.destination(target, signal);
    const socket = await connect(destination, this.#leaving(), signal);
    try {
      const answer = await exchange(socket, request, signal);
      return (
        redirected(request, answer.statusCode ?? 0, answer.headers.location) ??
        (await wholeResponse(answer, request, signal))
      );
    } finally {
      socket.destroy();
    }
  }

  #leaving(): Way {
    const { LOGE_OUTBOUND_PROXY: proxy, LOGE_OUTBOUND_CA: certificates } = this.#settings;
    this.#way ??= { proxy, trusted: trusting(certificates) };
    return this.#way;
  }
}

/** The operator's certificates, beside those that Node believes. Reading them all takes a moment, so it is done once. */
const trusting = (certificates: readonly string[]): SecureContext | undefined =>
  certificates.length === 0
    ? undefined
    : createSecureContext({ ca: [...getCACertificates('default'), ...certificates] });
