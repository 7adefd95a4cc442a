import { isLoopbackHost } from '../../platform/config/loopback.ts';
import { Failure } from './failure.ts';

/** The settings in a file with one `name = value` a line. */
interface FileSettings {
  /** Throws `Failure` when the setting is missing or empty. */
  given(name: string): string;
  optional(name: string): string | undefined;
}

/** Reads the lines. `#` begins a comment line. Throws `Failure`, which never quotes a line: it may hold the secret. */
export function readSettings(text: string, names: readonly string[]): FileSettings {
  const values = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [name, value] = parts(line);
    if (name === '' && (value === '' || value.startsWith('#'))) continue;
    if (!names.includes(name))
      throw new Failure(`line ${index + 1} of the configuration is none of ${names.join(', ')}`);
    if (values.has(name)) throw new Failure(`${name} stands twice in the configuration`);
    values.set(name, value);
  }
  return {
    given(name) {
      const value = values.get(name);
      if (!value) throw new Failure(`${name} is missing in the configuration`);
      return value;
    },
    optional: (name) => values.get(name),
  };
}

/** The name and the value of a line. A line without a name is all value. */
function parts(line: string): [name: string, value: string] {
  const equals = line.indexOf('=');
  const name = line.slice(0, Math.max(equals, 0)).trim();
  return /^\w+$/.test(name) ? [name, line.slice(equals + 1).trim()] : ['', line.trim()];
}

/** Reads the URL of Loge. Throws `Failure`. */
export function checkedUrl(text: string): URL {
  const url = URL.parse(text);
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search ||
    url.hash ||
    url.username
  )
    throw new Failure('url must be like https://account.example.com, without a path');
  // The credential is sent with every question.
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    throw new Failure('url must begin with https:// (http:// only on this very machine)');
  return url;
}

/** Reads a service's secret. Throws `Failure`. */
export function checkedCredential(text: string): string {
  if (!/^loge-svc-[\w-]{48}$/.test(text)) throw new Failure('credential is not the secret of a Loge service');
  return text;
}
