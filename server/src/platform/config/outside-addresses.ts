import ipaddr from 'ipaddr.js';
import { parsePostgresUrl } from '../../db/postgres/url.ts';
import { ConfigError } from './config-error.ts';
import type { Setting } from './setting.ts';

// Settings that hold the address of something outside. No complaint repeats a secret one, because it holds a password.

/** Where data is kept. Empty means in a file. */
export const databaseUrl = (about: string): Setting<string> => ({
  about,
  default: '',
  secret: true,
  parse(value, name) {
    const text = value.trim();
    if (text === '') return '';
    try {
      parsePostgresUrl(text);
      return text;
    } catch {
      throw new ConfigError(
        `${name} must be like postgres://user:password@host/database; special characters in it as %XX`,
      );
    }
  },
});

export const mailServer = (about: string): Setting<string> => ({
  about,
  default: '',
  secret: true,
  parse(value, name) {
    const text = value.trim();
    const url = URL.parse(text);
    if (text === '' || (url && /^smtps?:$/.test(url.protocol) && url.hostname !== '')) return text;
    throw new ConfigError(
      `${name} must be like smtp://user:password@mail.example.com:587 or smtps://…; special characters in it as %XX`,
    );
  },
});

const mailboxed = /^(?:[^<>\r\n]*<([^<>\s]+)>|([^<>\s]+))$/;

/** A mail address. With `named`, `Name <address>` is accepted too. */
export const mailAddress = (about: string, named: boolean): Setting<string> => ({
  about,
  default: '',
  parse(value, name) {
    const text = value.trim();
    const [, inside, bare] = mailboxed.exec(text) ?? [];
    const [local, domain, ...more] = ((named ? inside : undefined) ?? bare ?? '').split('@');
    if (text === '' || (local && domain && more.length === 0)) return text;
    throw new ConfigError(
      `${name} must be an address like desk@example.com${named ? ' or Desk <desk@example.com>' : ''}, not "${text}"`,
    );
  },
});

/** Names that stand for ranges, as the reader of forwarded addresses knows them. */
const ranges = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** The proxies that are believed when they name the address of the caller. */
export const proxyList = (about: string): Setting<string[]> => ({
  about,
  default: '',
  parse(value, name) {
    const parts = value.split(',').map((part) => part.trim());
    const read = parts.filter((part) => part !== '');
    for (const part of read) {
      if (ranges.has(part)) continue;
      const prefix = prefixOf(part);
      if (prefix === null)
        throw new ConfigError(
          `${name}: "${part}" is no address or range like 10.0.0.5 or 10.0.0.0/8; names are not looked up`,
        );
      if (prefix === 0)
        throw new ConfigError(`${name}: ${part} would believe anybody who says for whom they ask`);
    }
    return read;
  },
});

/** How many bits of an address are said; null when it is none. */
function prefixOf(text: string): number | null {
  if (!text.includes('/')) return ipaddr.isValid(text) ? 128 : null;
  return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text)[1] : null;
}
