import { networkInterfaces } from 'node:os';
import { type Clock, seconds } from '../../kernel/clock.ts';
import type { AllowList } from './allow-list.ts';
import { inTime } from './in-time.ts';
import { type LookUp, meansUnknown } from './look-up.ts';
import { codeOf, OutboundError } from './outbound-error.ts';
import {
  type Address,
  type AddressRange,
  isPublic,
  isWithin,
  readAddress,
  readRange,
} from './public-address.ts';
import { isInside, isLocalhost, type Target } from './target.ts';

/** Where a call may go. */
export interface Destination extends Target {
  /** All its addresses, each of them judged. Empty when only the operator's proxy can find them. */
  readonly addresses: readonly Address[];
  /** Whether the operator's list let it in: it is inside, and no proxy leads there. */
  readonly listed: boolean;
}

/** How long a resolver may take where a proxy can do without it. */
const patienceMs = seconds(3);

interface JudgeOptions {
  readonly allow: AllowList;
  readonly lookUp: LookUp;
  /** Whether a proxy makes the connections, and looks names up again. */
  readonly proxied: boolean;
  readonly clock: Pick<Clock, 'after'>;
  /** The network interfaces of this machine. */
  readonly interfaces?: typeof networkInterfaces;
}

/** Decides whether Loge calls an address that somebody typed, or that a redirect names. */
export class Judge {
  readonly #options: JudgeOptions;

  constructor(options: JudgeOptions) {
    this.#options = options;
  }

  /** Looks the host up, once, and judges every answer. Throws `OutboundError`. */
  async destination(target: Target, signal: AbortSignal): Promise<Destination> {
    const { url, host, port } = target;
    const hostListed = this.#options.allow.hasHost(host, port);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && hostListed))
      throw new OutboundError('address_refused', host);
    if (url.username !== '' || url.password !== '') throw new OutboundError('address_refused', host);
    const addresses = await this.#addressesOf(host, hostListed, signal);
    const refused = addresses.filter((address) => !this.#isOutside(address));
    if (!hostListed && !refused.every((address) => this.#options.allow.hasAddress(address, port)))
      throw new OutboundError('address_refused', host);
    return { ...target, addresses, listed: hostListed || refused.length > 0 };
  }

  /** What is next to this machine is inside too, under whatever address: no firewall stands between. */
  #isOutside(address: Address): boolean {
    const { interfaces = networkInterfaces } = this.#options;
    return isPublic(address) && !ownRanges(interfaces()).some((range) => isWithin(address, range));
  }

  async #addressesOf(host: string, hostListed: boolean, signal: AbortSignal): Promise<readonly Address[]> {
    const literal = readAddress(host);
    if (literal) return [literal];
    if (isLocalhost(host)) return loopback;
    try {
      return await this.#ask(host, signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      // Many who need a proxy have no resolver that knows names outside.
      if (this.#options.proxied && !hostListed && !isInside(host)) return [];
      throw error;
    }
  }

  async #ask(host: string, signal: AbortSignal): Promise<readonly Address[]> {
    const late = new AbortController();
    const cancel = this.#options.proxied
      ? this.#options.clock.after(patienceMs, () => late.abort(new OutboundError('timed_out', host)))
      : () => {};
    try {
      const found = await inTime(this.#options.lookUp(host), AbortSignal.any([signal, late.signal]));
      if (found.length === 0) throw new OutboundError('name_unknown', host);
      return found.map((text) => readAddress(text) ?? refuse(host));
    } catch (error) {
      if (error instanceof OutboundError) throw error;
      throw new OutboundError(meansUnknown(error) ? 'name_unknown' : 'unreachable', host, codeOf(error));
    } finally {
      cancel();
    }
  }
}

const loopback = ['127.0.0.1', '::1'].flatMap((text) => readAddress(text) ?? []);

const refuse = (host: string): never => {
  throw new OutboundError('address_refused', host);
};

/**
 * This machine's IPv4 addresses, and its IPv6 networks: those are one operator's, while the IPv4 neighbours of a rented
 * machine are strangers, whom members may well mean.
 */
const ownRanges = (interfaces: ReturnType<typeof networkInterfaces>): AddressRange[] =>
  Object.values(interfaces)
    .flatMap((addresses = []) => addresses)
    .map(({ family, address, cidr }) => readRange((family === 'IPv6' && cidr) || `${address}/32`))
    .filter((range) => range !== null);
