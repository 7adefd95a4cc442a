import type { regions } from '@loge/protocol';
import { withoutTrailingSlashes } from '../../kernel/without-slashes.ts';
import { ConfigError } from './config-error.ts';
import type { Setting } from './setting.ts';

export const regionList: Setting<regions.Region[]> = {
  about:
    'JSON list of the platform’s regions: name, display_name, api, database_api, dashboard, default, ssh ("host:port" of loge ssh-front, or left out: never of sshd, which keeps command lines waiting). Empty: one region at the public URL.',
  default: '',
  parse(value, name) {
    if (value.trim() === '') return [];
    try {
      const parsed: unknown = JSON.parse(value);
      if (!Array.isArray(parsed) || parsed.length === 0) throw new Error('not a list');
      const read = parsed.map((item) => readRegion(item));
      if (read.filter((one) => one.default).length !== 1)
        throw new Error('one region must have "default": true');
      return read;
    } catch (error) {
      throw new ConfigError(`${name} is not a usable JSON list of regions: ${String(error)}`);
    }
  },
};

function readRegion(item: unknown): regions.Region {
  const fields = new Map(Object.entries(item ?? {}));
  const field = (key: string): string => {
    const value = fields.get(key);
    if (typeof value !== 'string' || value === '') throw new Error(`"${key}" is missing`);
    // Clients append paths to these URLs, so a trailing slash would double (docs/contract.md#regions).
    return withoutTrailingSlashes(value);
  };
  return {
    name: field('name'),
    display_name: field('display_name'),
    api: field('api'),
    database_api: field('database_api'),
    dashboard: field('dashboard'),
    // Without a front, SSH login by a command line fails at once, and it asks for the password instead
    // (docs/rules.md#regions-without-an-ssh-front).
    ssh: fields.get('ssh') === undefined ? '' : field('ssh'),
    default: fields.get('default') === true,
  };
}
