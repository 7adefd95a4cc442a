import type { Loge } from '../machines/ask-loge.ts';
import { Failure } from '../machines/failure.ts';
import { readPrivate } from '../machines/private-file.ts';
import { checkedCredential, checkedUrl, readSettings } from '../machines/settings-file.ts';

/** The settings that `loge ssh-front` reads from its file. */
export interface FrontConfig {
  /** Where Loge is, with the secret of a service credential with `ssh:login`. */
  readonly loge: Loge;
  readonly listen: { readonly host: string; readonly port: number };
  /** The file of the host key. It is made when it does not exist. */
  readonly hostKey: string;
  /** The most connections at a time. */
  readonly connections: number;
  /** The most connections at a time from one address (IPv6: one /64). */
  readonly connectionsPerAddress: number;
}

const names = ['url', 'credential', 'listen', 'host_key', 'connections', 'connections_per_address'];

/** Reads the file. Only this user may read it, because its secret lets anybody log in as any member. Throws `Failure`. */
export function readFrontConfig(path: string): FrontConfig {
  return parseFrontConfig(readPrivate(path, 'the configuration'));
}

/** Throws `Failure`. */
export function parseFrontConfig(text: string): FrontConfig {
  const { given, optional } = readSettings(text, names);
  return {
    loge: { url: checkedUrl(given('url')), credential: checkedCredential(given('credential')) },
    listen: checkedAddress(given('listen')),
    hostKey: given('host_key'),
    connections: checkedCount('connections', optional('connections') ?? '200'),
    connectionsPerAddress: checkedCount(
      'connections_per_address',
      optional('connections_per_address') ?? '20',
    ),
  };
}

/** Reads an address such as `0.0.0.0:2222` or `[::]:2222`. */
function checkedAddress(text: string): FrontConfig['listen'] {
  const [, six, four = '', port = ''] = /^(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = six ?? four;
  if (host === '' || Number(port) > 65_535)
    throw new Failure('listen must be like 0.0.0.0:2222 or [::]:2222');
  return { host, port: Number(port) };
}

function checkedCount(name: string, text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new Failure(`${name} must be a number from 1 to 99999`);
  return Number(text);
}
