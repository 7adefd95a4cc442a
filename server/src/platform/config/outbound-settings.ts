import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AllowList, readEntry } from '../outbound/allow-list.ts';
import { readAddress } from '../outbound/public-address.ts';
import { ConfigError } from './config-error.ts';
import type { Setting } from './setting.ts';

// Settings of calls to addresses that members type (docs/operate/outside-calls.md).

const parts = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const allowList = (about: string): Setting<AllowList> => ({
  about,
  default: '',
  parse(value, name) {
    const entries = parts(value).map((part) => {
      const entry = readEntry(part);
      if (entry === null)
        throw new ConfigError(
          `${name}: "${part}" is no host like git.corp.example or git.corp.example:8443, and no range like 10.0.0.0/8`,
        );
      if ('range' in entry && entry.range[1] === 0)
        throw new ConfigError(`${name}: ${part} would let members call whatever this machine reaches`);
      return entry;
    });
    return new AllowList(entries);
  },
});

/** The URL of a proxy. It may hold a password, so no complaint repeats it. */
export const proxyServer = (about: string): Setting<URL | null> => ({
  about,
  default: '',
  secret: true,
  parse(value, name) {
    if (value.trim() === '') return null;
    const url = URL.parse(value.trim());
    const plain = url && url.pathname === '/' && url.search === '' && url.hash === '' && isDecodable(url);
    if (!plain || !/^https?:$/.test(url.protocol))
      throw new ConfigError(
        `${name} must be like http://proxy.example.com:3128 or http://user:password@proxy.example.com:3128; special characters in it as %XX`,
      );
    return url;
  },
});

function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

const certificate = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]*-----END (?:TRUSTED )?CERTIFICATE-----/g;

/** The certificates in a file, in PEM form. */
export const certificateFile = (about: string): Setting<string[]> => ({
  about,
  default: '',
  parse(value, name) {
    const path = value.trim();
    if (path === '') return [];
    const found = readText(path, name).match(certificate) ?? [];
    if (found.length === 0) throw new ConfigError(`${name}: ${path} holds no certificate in PEM form`);
    for (const pem of found) demandReadable(pem, path, name);
    return found;
  },
});

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError(`${name}: cannot read ${path}`);
  }
}

function demandReadable(pem: string, path: string, name: string): void {
  try {
    new X509Certificate(pem);
  } catch {
    throw new ConfigError(`${name}: ${path} holds a certificate that cannot be read`);
  }
}

/** Resolvers, as addresses with or without a port. */
export const resolverList = (about: string): Setting<string[]> => ({
  about,
  default: '',
  parse(value, name) {
    return parts(value).map((part) => {
      const entry = readEntry(part);
      const address = entry && 'host' in entry ? readAddress(entry.host) : null;
      if (entry === null || !('host' in entry) || address === null)
        throw new ConfigError(
          `${name}: "${part}" is no address like 127.0.0.1, 127.0.0.1:5353 or [::1]:5353; names are not looked up`,
        );
      const host = address.kind() === 'ipv6' ? `[${address}]` : String(address);
      return `${host}:${entry.port ?? 53}`;
    });
  },
});
