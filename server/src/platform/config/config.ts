import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import { isLoopbackHost } from './loopback.ts';
import { type Setting, type SettingName, settings } from './settings.ts';

type Values = { [N in SettingName]: (typeof settings)[N] extends Setting<infer T> ? T : never };

export interface Config extends Omit<Values, 'LOGE_SECRET_KEY' | 'LOGE_DATA' | 'LOGE_PUBLIC_URL'> {
  /** Absolute path. */
  readonly dataDirectory: string;
  readonly publicUrl: URL;
  /** The public URL is on this machine: the only place where development comforts are allowed. */
  readonly loopback: boolean;
  /** As it was given; null: the one that Loge keeps in the data directory (`storage/secret-key.ts`). */
  readonly secretKey: string | null;
  /** Between "not ready" and the end. */
  readonly drainMs: number;
  readonly demo: boolean;
}

/** What a command line overrides. */
export interface Overrides {
  readonly data?: string | undefined;
  readonly port?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly demo?: boolean | undefined;
}

/** Reads, checks and completes the configuration; makes nothing. Throws `ConfigError` with a line for each fault. */
export function readConfig(overrides: Overrides = {}, environment = process.env): Config {
  const values = readSettings({
    ...environment,
    ...(overrides.data === undefined ? {} : { LOGE_DATA: overrides.data }),
    ...(overrides.port === undefined ? {} : { LOGE_PORT: overrides.port }),
    ...(overrides.publicUrl === undefined ? {} : { LOGE_PUBLIC_URL: overrides.publicUrl }),
  });
  const publicUrl = values.LOGE_PUBLIC_URL ?? new URL(`http://localhost:${values.LOGE_PORT}`);
  const loopback = isLoopbackHost(publicUrl.hostname);
  if (!loopback) demandForPublic(values, publicUrl);
  if (overrides.demo) demandForDemo(values, loopback);
  const { LOGE_SECRET_KEY, LOGE_DATA: _, LOGE_PUBLIC_URL: __, ...rest } = values;
  return {
    ...rest,
    dataDirectory: resolve(values.LOGE_DATA),
    publicUrl,
    loopback,
    secretKey: LOGE_SECRET_KEY === '' ? null : checkedSecret(LOGE_SECRET_KEY, 'LOGE_SECRET_KEY'),
    demo: overrides.demo ?? false,
    drainMs: 1000 * (values.LOGE_DRAIN_SECONDS ?? (loopback ? 0 : defaultDrainSeconds)),
  };
}

const defaultDrainSeconds = 5;

function readSettings(environment: Record<string, string | undefined>): Values {
  const read: Partial<Record<SettingName, unknown>> = {};
  for (const [name, setting] of Object.entries(settings) as [SettingName, Setting<unknown>][]) {
    const text = textOf(name, setting, environment);
    const value = text === undefined || text === '' ? (setting.default ?? '') : text;
    // An empty default of a URL means "not given".
    read[name] = value === '' && name === 'LOGE_PUBLIC_URL' ? null : setting.parse(value, name);
  }
  return read as Values;
}

function textOf(
  name: SettingName,
  setting: Setting<unknown>,
  environment: Record<string, string | undefined>,
): string | undefined {
  const file = setting.secret ? environment[`${name}_FILE`] : undefined;
  if (!file) return environment[name];
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConfigError(`${name}_FILE: cannot read ${file}`);
  }
}

/** On any public URL but a loopback one, nothing that protects people may be missing. */
function demandForPublic(values: Values, publicUrl: URL): void {
  const missing = [
    publicUrl.protocol !== 'https:' && `LOGE_PUBLIC_URL must begin with https:// (it is ${publicUrl.origin})`,
    values.LOGE_SECRET_KEY === '' &&
      'LOGE_SECRET_KEY (or LOGE_SECRET_KEY_FILE) is missing: give 32 random characters or more',
    values.LOGE_SMTP_URL === '' && 'LOGE_SMTP_URL is missing: members are reached by mail',
    values.LOGE_MAIL_FROM === '' && 'LOGE_MAIL_FROM is missing: the address that mails come from',
    values.LOGE_TRUSTED_PROXIES.length === 0 &&
      'LOGE_TRUSTED_PROXIES is missing: name the TLS-terminating proxy in front of Loge',
  ].filter((line) => line !== false);
  if (missing.length > 0) throw new ConfigError(missing.join('\n'));
}

function demandForDemo(values: Values, loopback: boolean): void {
  if (!loopback) throw new ConfigError('the demo runs on a loopback public URL only');
  if (!isLoopbackHost(values.LOGE_HOST)) {
    throw new ConfigError(`the demo listens on loopback only, not on ${values.LOGE_HOST}`);
  }
  if (values.DATABASE_URL) throw new ConfigError('the demo keeps its data in SQLite: unset DATABASE_URL');
}

/** Throws `ConfigError`. */
export function checkedSecret(secret: string, name: string): string {
  if (secret.length < 32) throw new ConfigError(`${name} must have at least 32 characters`);
  return secret;
}

/** Whether the public URL has a name: browsers refuse passkeys on a bare address (settled 3). */
export const hasDomainName = (publicUrl: URL): boolean =>
  isIP(publicUrl.hostname.replace(/[[\]]/g, '')) === 0;
