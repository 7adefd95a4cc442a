import type { Loge } from '../machines/ask-loge.ts';
import { Failure } from '../machines/failure.ts';
import { readPrivate } from '../machines/private-file.ts';
import { checkedCredential, checkedUrl, readSettings } from '../machines/settings-file.ts';

/** What `loge ssh-front` reads from its file. */
export interface FrontConfig {
  /** With the secret of a service credential with `ssh:login`. */
  readonly loge: Loge;
  readonly listen: { readonly host: string; readonly port: number };
  /** File of the host key; made when it is not there. */
  readonly hostKey: string;
  /** Connections at a time. */
  readonly connections: number;
  /** Of them, from one address (IPv6: one /64). */
  readonly connectionsPerAddress: number;
}

const names = ['url', 'credential', 'listen', 'host_key', 'connections', 'connections_per_address'];

/** Reads the file, which must be readable by this user alone: whoever reads it can log in as anybody. Throws `Failure`. */
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

/** `0.0.0.0:2222`, `[::]:2222`. */
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
