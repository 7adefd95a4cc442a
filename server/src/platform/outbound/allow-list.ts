import {
  type Address,
  type AddressRange,
  embeddedIpv4,
  isPublic,
  isWithin,
  readAddress,
  readRange,
} from './public-address.ts';
import { canonicalName } from './target.ts';

/** A host that the operator lets members call wherever it is, at one port or at any. */
interface ListedHost {
  /** A name in the form of `canonicalName`, or an address. */
  readonly host: string;
  readonly port: number | null;
}

interface ListedRange {
  readonly range: AddressRange;
}

type Entry = ListedHost | ListedRange;

/** What the operator lets members call although it is inside, or answers without TLS. */
export class AllowList {
  readonly #hosts: readonly ListedHost[];
  readonly #ranges: readonly AddressRange[];

  constructor(entries: readonly Entry[] = []) {
    this.#hosts = entries.filter((entry) => 'host' in entry);
    this.#ranges = entries.filter((entry) => 'range' in entry).map(({ range }) => range);
  }

  /** Whether this very host is listed, by its name or its address. */
  hasHost(host: string, port: number): boolean {
    return this.#hosts.some((listed) => listed.host === host && (listed.port ?? port) === port);
  }

  /** Whether an address is listed, by itself or in a range. Where it stands for an IPv4 address, that one is judged too. */
  hasAddress(address: Address, port: number): boolean {
    if (this.hasHost(address.toString(), port)) return true;
    if (!this.#ranges.some((range) => isWithin(address, range))) return false;
    const embedded = embeddedIpv4(address);
    return embedded === null || isPublic(embedded) || this.hasAddress(embedded, port);
  }
}

/** Reads an entry of the list: `git.corp.example`, `git.corp.example:8443`, `10.0.0.5`, `[fd00::5]:443`, `10.0.0.0/8`. */
export function readEntry(text: string): Entry | null {
  const range = readRange(text);
  if (range) return { range };
  const whole = readAddress(text);
  if (whole) return { host: whole.toString(), port: null };
  const { host = '', port } = /^(?<host>\[[^\]]+\]|[^:]+)(?::(?<port>\d{1,5}))?$/.exec(text)?.groups ?? {};
  const name = canonicalName(host);
  if (name === null || Number(port ?? 1) < 1 || Number(port ?? 1) > 65535) return null;
  return { host: name, port: port === undefined ? null : Number(port) };
}
