import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { weaknessOf } from '../secret-key/weak-key.ts';
import { ConfigError } from './config-error.ts';
import { isLoopbackHost } from './loopback.ts';
import { type Setting, type SettingName, settings } from './settings.ts';
import { unknownSettings } from './unknown-settings.ts';

type Values = { [N in SettingName]: (typeof settings)[N] extends Setting<infer T> ? T : never };

export interface Config
  extends Omit<Values, 'LOGE_SECRET_KEY' | 'LOGE_SECRET_KEY_PREVIOUS' | 'LOGE_DATA' | 'LOGE_PUBLIC_URL'> {
  /** Absolute path. */
  readonly dataDirectory: string;
  readonly publicUrl: URL;
  /** Whether the public URL is on this machine. Only there are development conveniences allowed. */
  readonly loopback: boolean;
  /** The key as it was given. Null means the one that Loge keeps in the data directory (`storage/secret-key.ts`). */
  readonly secretKey: string | null;
  /** The key that `secretKey` is replacing. */
  readonly previousSecretKey: string | null;
  /** Milliseconds between "not ready" and the end. */
  readonly drainMs: number;
  readonly demo: boolean;
  /** Oddities that are no fault, one line each. */
  readonly notes: readonly string[];
}

/** Settings that the command line overrides. */
export interface Overrides {
  readonly data?: string | undefined;
  readonly port?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly demo?: boolean | undefined;
}

/** Reads, checks and completes the configuration. Creates nothing. Throws `ConfigError` with a line for each fault. */
export function readConfig(overrides: Overrides = {}, environment = process.env): Config {
  const given = {
    ...environment,
    ...(overrides.data === undefined ? {} : { LOGE_DATA: overrides.data }),
    ...(overrides.port === undefined ? {} : { LOGE_PORT: overrides.port }),
    ...(overrides.publicUrl === undefined ? {} : { LOGE_PUBLIC_URL: overrides.publicUrl }),
  };
  const { values, faults } = readSettings(given);
  const notes: string[] = [];
  for (const { name, meant } of unknownSettings(given, settingNames)) {
    if (meant) faults.push(`${name} is no setting: is ${meant} meant?`);
    else notes.push(`${name} is no setting of this Loge and changes nothing`);
  }
  faults.push(...outlived(values, given), ...wrongPrevious(values), ...halfRegistered(values));
  const weakness = weaknessOf(values.LOGE_SECRET_KEY ?? '');
  if (values.LOGE_SECRET_KEY && weakness !== null)
    notes.push(
      `LOGE_SECRET_KEY can be guessed (${weakness}): replace it, see docs/operate/backups-and-keys.md, "Another secret key"`,
    );
  const publicUrl = values.LOGE_PUBLIC_URL ?? new URL(`http://localhost:${values.LOGE_PORT ?? 0}`);
  const loopback = isLoopbackHost(publicUrl.hostname);
  // A setting that could not be read has been reported already.
  if (!loopback) faults.push(...missingForPublic(values, publicUrl));
  if (overrides.demo) faults.push(...wrongForDemo(values, loopback));
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  const {
    LOGE_SECRET_KEY,
    LOGE_SECRET_KEY_PREVIOUS,
    LOGE_DATA,
    LOGE_PUBLIC_URL: _,
    ...rest
  } = values as Values;
  return {
    ...rest,
    dataDirectory: resolve(LOGE_DATA),
    publicUrl,
    loopback,
    secretKey: LOGE_SECRET_KEY || null,
    previousSecretKey: LOGE_SECRET_KEY_PREVIOUS || null,
    demo: overrides.demo ?? false,
    drainMs: 1000 * (rest.LOGE_DRAIN_SECONDS ?? (loopback ? 0 : defaultDrainSeconds)),
    notes,
  };
}

/** All names that may be set in the environment. */
const settingNames = Object.entries(settings as Record<string, Setting<unknown>>).flatMap(
  ([name, setting]) => (setting.secret ? [name, `${name}_FILE`] : [name]),
);

const defaultDrainSeconds = 5;

type Given = Record<string, string | undefined>;

/** The settings that could be read, and a line for each that could not. */
function readSettings(environment: Given): { values: Partial<Values>; faults: string[] } {
  const values: Partial<Record<SettingName, unknown>> = {};
  const faults: string[] = [];
  for (const [name, setting] of Object.entries(settings) as [SettingName, Setting<unknown>][]) {
    try {
      const text = textOf(name, setting, environment);
      const value = text === undefined || text === '' ? (setting.default ?? '') : text;
      // An empty default of a URL means "not given".
      values[name] = value === '' && name === 'LOGE_PUBLIC_URL' ? null : setting.parse(value, name);
      if (name.startsWith('LOGE_SECRET_KEY') && values[name]) checkedSecret(String(values[name]), name);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.push(error.message);
    }
  }
  return { values: values as Partial<Values>, faults };
}

/** Faults of idle times that can never be reached, because the session ends before them in any case. */
function outlived(values: Partial<Values>, given: Given): string[] {
  const {
    LOGE_SESSION_IDLE_MINUTES: idle = 0,
    LOGE_SESSION_HOURS: whole = 1,
    LOGE_REMEMBERED_IDLE_DAYS: idleDays = 0,
    LOGE_REMEMBERED_DAYS: wholeDays = 1,
  } = values;
  return [
    ...(given.LOGE_SESSION_IDLE_MINUTES && idle > whole * 60
      ? [
          `LOGE_SESSION_IDLE_MINUTES (${idle}) is longer than LOGE_SESSION_HOURS (${whole}) lets a session live`,
        ]
      : []),
    ...(given.LOGE_REMEMBERED_IDLE_DAYS && idleDays > wholeDays
      ? [`LOGE_REMEMBERED_IDLE_DAYS (${idleDays}) is longer than LOGE_REMEMBERED_DAYS (${wholeDays})`]
      : []),
  ];
}

/** Faults of the previous key: it needs another key that replaces it. Only the database knows which one is in use. */
function wrongPrevious({
  LOGE_SECRET_KEY: key,
  LOGE_SECRET_KEY_PREVIOUS: previous,
}: Partial<Values>): string[] {
  if (!previous) return [];
  if (key === '') return ['LOGE_SECRET_KEY_PREVIOUS is given without LOGE_SECRET_KEY, which replaces it'];
  return key === previous ? ['LOGE_SECRET_KEY_PREVIOUS is the same as LOGE_SECRET_KEY'] : [];
}

/** Faults of OAuth registrations of which a half is missing. */
function halfRegistered(values: Partial<Values>): string[] {
  return (['GITHUB', 'GITHUB_SIGN_IN', 'GITLAB', 'GITLAB_SIGN_IN'] as const).flatMap((registration) => {
    const [id, secret] = [`LOGE_${registration}_CLIENT_ID`, `LOGE_${registration}_CLIENT_SECRET`] as const;
    if (values[id] && values[secret] === '') return [`${id} is given without ${secret}`];
    return values[secret] && values[id] === '' ? [`${secret} is given without ${id}`] : [];
  });
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

/** Unless the public URL is a loopback one, no setting that protects people may be missing. */
function missingForPublic(values: Partial<Values>, publicUrl: URL): string[] {
  return [
    publicUrl.protocol !== 'https:' && `LOGE_PUBLIC_URL must begin with https:// (it is ${publicUrl.origin})`,
    values.LOGE_SECRET_KEY === '' &&
      'LOGE_SECRET_KEY (or LOGE_SECRET_KEY_FILE) is missing: give 32 random characters or more',
    values.LOGE_SMTP_URL === '' && 'LOGE_SMTP_URL is missing: members are reached by mail',
    values.LOGE_MAIL_FROM === '' && 'LOGE_MAIL_FROM is missing: the address that mails come from',
    values.LOGE_TRUSTED_PROXIES?.length === 0 &&
      'LOGE_TRUSTED_PROXIES is missing: name the TLS-terminating proxy in front of Loge',
  ].filter((line) => line !== false);
}

function wrongForDemo(values: Partial<Values>, loopback: boolean): string[] {
  if (!loopback) return ['the demo runs on a loopback public URL only'];
  return [
    values.LOGE_HOST !== undefined &&
      !isLoopbackHost(values.LOGE_HOST) &&
      `the demo listens on loopback only, not on ${values.LOGE_HOST}`,
    values.DATABASE_URL && 'the demo keeps its data in SQLite: unset DATABASE_URL',
  ].filter((line): line is string => typeof line === 'string' && line !== '');
}

/** Throws `ConfigError`. */
export function checkedSecret(secret: string, name: string): string {
  if (secret.length < 32) throw new ConfigError(`${name} must have at least 32 characters`);
  return secret;
}

/**
 * Whether the public URL has a host name. Browsers refuse passkeys on a bare address
 * (docs/rules.md#passkeys-need-a-host-name).
 */
export const hasDomainName = (publicUrl: URL): boolean =>
  isIP(publicUrl.hostname.replace(/[[\]]/g, '')) === 0;
