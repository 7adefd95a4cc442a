import { readAddress } from './public-address.ts';

/** Where a URL leads, before anything is looked up. */
export interface Target {
  readonly url: URL;
  /** The name in its one form, or the address in its one form. */
  readonly host: string;
  readonly port: number;
}

/**
 * The one form of a host: what `URL` makes of it (small letters, ASCII, `2130706433` and `0x7f.1` as 127.0.0.1), without
 * brackets and without a dot at the end. Null when it is none, or has characters that no name on the internet has.
 */
export function canonicalName(text: string): string | null {
  if (/[/\\?#@\s]/.test(text)) return null;
  const url = URL.parse(`https://${text}/`);
  return url && url.port === '' ? hostOf(url) : null;
}

/** Where a URL leads; null when it has no host that could be called. */
export function targetOf(url: URL): Target | null {
  const host = hostOf(url);
  const port = url.port === '' ? defaultPorts[url.protocol] : Number(url.port);
  return host === null || !port ? null : { url, host, port };
}

const defaultPorts: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };

function hostOf({ hostname }: URL): string | null {
  const address = readAddress(hostname);
  if (address) return address.toString();
  const name = hostname.replace(/\.$/, '');
  return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(name) ? name : null;
}

/** Whether a name is the machine's own by RFC 6761, which no resolver is asked about. */
export const isLocalhost = (name: string): boolean => name === 'localhost' || name.endsWith('.localhost');

/** Whether a name can only mean something inside a network: it has no dot, or ends in what is set aside for that. */
export const isInside = (name: string): boolean =>
  !name.includes('.') ||
  isLocalhost(name) ||
  /\.(?:local|internal|lan|intranet|corp|home|home\.arpa)$/.test(name);
