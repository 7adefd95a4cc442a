import { scopes as ownScopes } from '@loge/protocol';
import { ConfigError } from './config-error.ts';
import type { Setting } from './setting.ts';

/** A scope of a token that only the platform's other services understand. */
interface PlatformScope {
  readonly name: string;
  readonly description: { readonly en: string; readonly fr: string };
}

// The characters of RFC 6749, 3.3, that need no quoting anywhere. `*` is not among them, because it means "everything".
const scopeName = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/;

export const scopeList: Setting<PlatformScope[]> = {
  about:
    'JSON list of what API tokens can be limited to beside Loge’s own scopes: [{"name":"apps:deploy","en":"Deploy applications","fr":"Déployer des applications"}].',
  default: '',
  parse(value, name) {
    if (value.trim() === '') return [];
    try {
      const parsed: unknown = JSON.parse(value);
      if (!Array.isArray(parsed)) throw new Error('not a list');
      const read = parsed.map((item) => readScope(item));
      const twice = read.find((one, index) => read.findIndex((other) => other.name === one.name) !== index);
      if (twice) throw new Error(`"${twice.name}" stands there twice`);
      return read;
    } catch (error) {
      throw new ConfigError(`${name} is not a usable JSON list of scopes: ${reasonOf(error)}`);
    }
  },
};

function readScope(item: unknown): PlatformScope {
  const fields = new Map(Object.entries(item ?? {}));
  const field = (key: string): string => {
    const value = fields.get(key);
    if (typeof value !== 'string' || value.trim() === '') throw new Error(`"${key}" is missing`);
    return value.trim();
  };
  const name = field('name');
  if (!scopeName.test(name)) {
    throw new Error(`"${name}" is not a name like apps:deploy: letters, digits and . _ : / -, at most 100`);
  }
  if (ownScopes.some((own) => own === name)) throw new Error(`"${name}" is a scope of Loge’s own`);
  return { name, description: { en: field('en'), fr: field('fr') } };
}

// The reason must be one line, but the errors of `JSON.parse` quote the text with its line breaks.
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');

export const audienceList: Setting<string[]> = {
  about:
    'Names of the services that verify Loge’s JWTs: what stands in their `aud`, beside the public URL. Comma-separated.',
  default: '',
  parse(value, name) {
    const read = new Set(value.split(',').map((part) => part.trim()));
    read.delete('');
    const wrong = [...read].find((one) => !/^[\x21-\x7e]{1,100}$/.test(one));
    if (wrong !== undefined) {
      throw new ConfigError(`${name}: "${wrong}" must be at most 100 visible characters, without spaces`);
    }
    return [...read];
  },
};
