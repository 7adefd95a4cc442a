import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Overrides, readConfig } from './config.ts';
import { ConfigError } from './config-error.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'loge-config-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const read = (environment: Record<string, string> = {}, overrides: Overrides = {}) =>
  readConfig({ data, ...overrides }, environment);
const complaint = (environment: Record<string, string>, overrides: Overrides = {}): string => {
  try {
    read(environment, overrides);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no complaint';
};

const scopeNamed = (name: string): string => JSON.stringify([{ name, en: 'x', fr: 'x' }]);

const publicSite = {
  LOGE_PUBLIC_URL: 'https://account.example.com',
  LOGE_SECRET_KEY: 'x'.repeat(32),
  LOGE_SMTP_URL: 'smtp://mail.example.com',
  LOGE_MAIL_FROM: 'desk@example.com',
  LOGE_TRUSTED_PROXIES: '10.0.0.0/8',
};

describe('on a public URL', () => {
  it('needs nothing more than what protects people', () => {
    expect(read(publicSite)).toMatchObject({ loopback: false, secretKey: 'x'.repeat(32) });
    expect(existsSync(join(data, 'secret.key'))).toBe(false);
  });

  // ASVS 13.2.3
  it.each(['LOGE_SECRET_KEY', 'LOGE_SMTP_URL', 'LOGE_MAIL_FROM', 'LOGE_TRUSTED_PROXIES'])(
    'says in one line that %s is missing',
    (name) => {
      const { [name]: _, ...rest } = publicSite as Record<string, string>;
      expect(complaint(rest)).toMatch(new RegExp(`^${name}.* is missing.*$`));
      expect(complaint({ ...rest, [name]: '' })).toMatch(new RegExp(`^${name}`));
    },
  );

  // ASVS 12.2.1
  it('says everything that is missing at once, and makes no directory', () => {
    const somewhere = join(data, 'not-yet');
    const lines = complaint({ LOGE_PUBLIC_URL: 'http://account.example.com' }, { data: somewhere }).split(
      '\n',
    );
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain('https://');
    expect(existsSync(somewhere)).toBe(false);
  });

  it.each(['http://0.0.0.0:4310', 'http://192.168.1.5', 'http://localhost.evil.example', 'http://[::2]'])(
    '%s is no loopback',
    (url) => expect(complaint({ LOGE_PUBLIC_URL: url })).toContain('LOGE_SECRET_KEY'),
  );

  // ASVS 13.2.3
  it('refuses a short secret', () => {
    expect(complaint({ ...publicSite, LOGE_SECRET_KEY: 'x'.repeat(31) })).toMatch(/at least 32/);
  });
});

describe('the Pwned Passwords service', () => {
  it('is off unless named', () => {
    expect(read().LOGE_PWNED_PASSWORDS_URL).toBeNull();
    expect(read({ LOGE_PWNED_PASSWORDS_URL: '' }).LOGE_PWNED_PASSWORDS_URL).toBeNull();
    const mirror = 'https://mirror.example.com/pwned';
    expect(read({ LOGE_PWNED_PASSWORDS_URL: mirror }).LOGE_PWNED_PASSWORDS_URL?.href).toBe(mirror);
  });

  it.each(['api.pwnedpasswords.com', 'ftp://api.example.com', 'https://a@b.example', 'https://b.example/?x'])(
    'is not %s',
    (url) => expect(complaint({ LOGE_PWNED_PASSWORDS_URL: url })).toMatch(/^LOGE_PWNED_PASSWORDS_URL must/),
  );
});

describe('a secret in a file', () => {
  // ASVS 13.3.1
  it.each(['LOGE_SECRET_KEY', 'LOGE_SMTP_URL', 'DATABASE_URL'])(
    'is read for %s, without its last line break',
    (name) => {
      const file = join(data, 'secret');
      const value = { LOGE_SMTP_URL: 'smtp://a', DATABASE_URL: 'postgres://a/b' }[name] ?? 's'.repeat(40);
      writeFileSync(file, `${value}\n`);
      const config = read({ [`${name}_FILE`]: file });
      expect([config.secretKey, config.LOGE_SMTP_URL, config.DATABASE_URL]).toContain(value);
    },
  );

  it('that cannot be read is one line', () => {
    expect(complaint({ LOGE_SECRET_KEY_FILE: '/nowhere/at/all' })).toBe(
      'LOGE_SECRET_KEY_FILE: cannot read /nowhere/at/all',
    );
  });

  it('is for secrets only', () => {
    const file = join(data, 'name');
    writeFileSync(file, 'Acme');
    const config = read({ LOGE_PLATFORM_NAME_FILE: file });
    expect(config.LOGE_PLATFORM_NAME).toBe('Loge');
    expect(config.notes).toEqual(['LOGE_PLATFORM_NAME_FILE is no setting of this Loge and changes nothing']);
  });
});

describe('settings', () => {
  it.each([
    [{ LOGE_PORT: 'x' }, 'LOGE_PORT must be a whole number from 0 to 65535, not "x"'],
    [{ LOGE_TRUSTED_PROXIES: 'nginx' }, 'LOGE_TRUSTED_PROXIES: "nginx" is no address or range'],
    [{ LOGE_TRUSTED_PROXIES: '10.0.0.1, 10.0.0.0/33' }, '"10.0.0.0/33" is no address or range'],
    [{ LOGE_TRUSTED_PROXIES: '0.0.0.0/0' }, '0.0.0.0/0 would believe anybody'],
    [{ LOGE_TRUSTED_PROXIES: '::1,::/0' }, '::/0 would believe anybody'],
    [{ DATABASE_URL: 'mysql://u:hunter2@db/x' }, 'DATABASE_URL must be like postgres://'],
    [{ DATABASE_URL: 'db.example.com/x' }, 'DATABASE_URL must be like postgres://'],
    [{ LOGE_SMTP_URL: 'mail.example.com:587' }, 'LOGE_SMTP_URL must be like smtp://'],
    [{ LOGE_SMTP_URL: 'https://u:hunter2@mail.example.com' }, 'LOGE_SMTP_URL must be like smtp://'],
    [{ LOGE_MAIL_FROM: 'nonsense' }, 'LOGE_MAIL_FROM must be an address like desk@example.com or Desk <'],
    [{ LOGE_MAIL_FROM: 'Desk <nonsense>' }, 'LOGE_MAIL_FROM must be an address'],
    [{ LOGE_SUPPORT_EMAIL: 'Help <a@b.example>' }, 'LOGE_SUPPORT_EMAIL must be an address like'],
    [
      { LOGE_SESSION_IDLE_MINUTES: '120', LOGE_SESSION_HOURS: '1' },
      'LOGE_SESSION_IDLE_MINUTES (120) is longer than LOGE_SESSION_HOURS (1)',
    ],
    [{ LOGE_REMEMBERED_IDLE_DAYS: '31' }, 'LOGE_REMEMBERED_IDLE_DAYS (31) is longer than'],
    [{ LOGE_SESION_HOURS: '8' }, 'LOGE_SESION_HOURS is no setting: is LOGE_SESSION_HOURS meant?'],
    [{ LOGE_TRUSTED_PROXY: '::1' }, 'is LOGE_TRUSTED_PROXIES meant?'],
    [{ LOGE_DATABASE_URL: 'postgres://a/b' }, 'LOGE_DATABASE_URL is no setting: is DATABASE_URL meant?'],
    [{ LOGE_PORT: '65536' }, 'LOGE_PORT must be a whole number'],
    [{ LOGE_PORT: '80.5' }, 'LOGE_PORT must be a whole number'],
    [{ LOGE_THROTTLING: 'no' }, 'LOGE_THROTTLING must be one of on, off, not "no"'],
    [{ LOGE_LOG_LEVEL: 'loud' }, 'LOGE_LOG_LEVEL must be one of'],
    [{ LOGE_PUBLIC_URL: 'account.example.com' }, 'LOGE_PUBLIC_URL must be like https://'],
    [{ LOGE_PUBLIC_URL: 'https://example.com/loge' }, 'without a path'],
    [{ LOGE_PUBLIC_URL: 'ftp://example.com' }, 'LOGE_PUBLIC_URL must be like'],
    [{ LOGE_ARGON2_MEMORY_KIB: '8' }, 'LOGE_ARGON2_MEMORY_KIB must be'],
    [{ LOGE_REGIONS: '{' }, 'LOGE_REGIONS is not a usable JSON list'],
    [{ LOGE_REGIONS: '[]' }, 'LOGE_REGIONS is not a usable JSON list'],
    [{ LOGE_REGIONS: '[{"name":"a"}]' }, '"display_name" is missing'],
    [
      {
        LOGE_REGIONS:
          '[{"name":"a","display_name":"a","api":"a","database_api":"a","dashboard":"a","ssh":"a"}]',
      },
      'one region must have "default": true',
    ],
    [{ LOGE_TOKEN_SCOPES: '{' }, 'LOGE_TOKEN_SCOPES is not a usable JSON list of scopes'],
    [{ LOGE_TOKEN_SCOPES: '[\n{"name":"a:b",\n}]' }, 'LOGE_TOKEN_SCOPES is not a usable JSON list'],
    [{ LOGE_TOKEN_SCOPES: '{"name":"a:b"}' }, 'not a list'],
    [{ LOGE_TOKEN_SCOPES: '[null]' }, '"name" is missing'],
    [{ LOGE_TOKEN_SCOPES: '[{"name":"a:b","en":"A"}]' }, '"fr" is missing'],
    [{ LOGE_TOKEN_SCOPES: scopeNamed('keys:read') }, '"keys:read" is a scope of Loge’s own'],
    [{ LOGE_TOKEN_SCOPES: scopeNamed('a b') }, '"a b" is not a name like apps:deploy'],
    // In a JWT this name would mean everything.
    [{ LOGE_TOKEN_SCOPES: scopeNamed('*') }, '"*" is not a name like apps:deploy'],
    [
      { LOGE_TOKEN_SCOPES: `[${scopeNamed('a:b').slice(1, -1)},${scopeNamed('a:b').slice(1, -1)}]` },
      '"a:b" stands there twice',
    ],
    [{ LOGE_TOKEN_MAX_DAYS: '-1' }, 'LOGE_TOKEN_MAX_DAYS must be a whole number from 0 to 3650'],
    [{ LOGE_AUDIENCES: 'api,our git' }, 'LOGE_AUDIENCES: "our git" must be at most 100 visible characters'],
    [{ LOGE_JWT_ALGORITHM: 'HS256' }, 'LOGE_JWT_ALGORITHM must be one of ES256, EdDSA'],
  ])('%j are refused in one line', (environment, words) => {
    const said = complaint(environment);
    expect(said).toContain(words);
    expect(said).not.toContain('hunter2');
    expect(said.split('\n')).toHaveLength(1);
  });

  it('are all named that are wrong, with what is missing', () => {
    const wrong = {
      LOGE_PORT: 'x',
      LOGE_MAIL_FROM: 'nonsense',
      LOGE_SECRET_KEY: 'short',
      LOGE_LOG_LEVEL: 'loud',
    };
    const lines = complaint({ ...publicSite, ...wrong, LOGE_SMTP_URL: '' }).split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      'LOGE_PORT',
      'LOGE_SECRET_KEY',
      'LOGE_MAIL_FROM',
      'LOGE_LOG_LEVEL',
      'LOGE_SMTP_URL',
    ]);
  });

  it.each<Record<string, string>>([
    { LOGE_TRUSTED_PROXIES: '10.0.0.5, fd00::/8,loopback' },
    { LOGE_MAIL_FROM: 'The desk <desk@example.com>', LOGE_SUPPORT_EMAIL: 'help@example.com' },
    { LOGE_SMTP_URL: 'smtps://user:p%40ss@mail.example.com' },
    { DATABASE_URL: 'postgres://user:pass@/loge?host=/var/run/postgresql' },
    { DATABASE_URL: 'postgresql:///loge?host=/tmp' },
    // Only the default idle time is longer, and a default is no fault.
    { LOGE_SESSION_HOURS: '1' },
  ])('%j are well', (environment) => expect(complaint(environment)).toBe('no complaint'));

  it('that no Loge of this version knows are no fault, and said', () => {
    expect(read({ LOGE_OF_TOMORROW: '1' }).notes).toEqual([
      'LOGE_OF_TOMORROW is no setting of this Loge and changes nothing',
    ]);
  });

  it('name what tokens can be limited to, and who verifies them', () => {
    const config = read({
      LOGE_TOKEN_SCOPES: '[{"name":"apps:deploy","en":" Deploy ","fr":"Déployer"}]',
      LOGE_AUDIENCES: 'https://api.example.com, git,,git ',
    });
    expect(config.LOGE_TOKEN_SCOPES).toEqual([
      { name: 'apps:deploy', description: { en: 'Deploy', fr: 'Déployer' } },
    ]);
    expect(config.LOGE_AUDIENCES).toEqual(['https://api.example.com', 'git']);
    expect(read()).toMatchObject({
      LOGE_TOKEN_SCOPES: [],
      LOGE_AUDIENCES: [],
      LOGE_TOKEN_MAX_DAYS: 0,
      LOGE_JWT_ALGORITHM: 'ES256',
    });
  });

  it('come from the command line before the environment', () => {
    const config = read({ LOGE_PORT: '1000', LOGE_DATA: '/nowhere' }, { port: '2000' });
    expect([config.LOGE_PORT, config.dataDirectory, config.publicUrl.origin]).toEqual([
      2000,
      data,
      'http://localhost:2000',
    ]);
  });

  it('are read without making anything', () => {
    const somewhere = join(data, 'not-yet');
    expect(read({}, { data: somewhere })).toMatchObject({ dataDirectory: somewhere, secretKey: null });
    expect(existsSync(somewhere)).toBe(false);
  });
});

describe('the demo', () => {
  it.each([
    [publicSite, 'the demo runs on a loopback public URL only'],
    [{ LOGE_HOST: '0.0.0.0' }, 'the demo listens on loopback only, not on 0.0.0.0'],
    [{ DATABASE_URL: 'postgres://localhost/x' }, 'the demo keeps its data in SQLite: unset DATABASE_URL'],
  ])('does not start with %j', (environment, words) => {
    expect(complaint(environment, { demo: true })).toBe(words);
  });
});

describe('the accent', () => {
  it.each(['#2b4acb', '#000000', '#7a1f1f', '#0a6b3d', ' #1F4E79 '])('%s is legible everywhere', (colour) => {
    const { LOGE_ACCENT: accent } = read({ LOGE_ACCENT: colour });
    expect(contrast(accent.light, '#faf9f6')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(accent.onLight, accent.light)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(accent.onDark, accent.dark)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(accent.dark, '#1d1f24')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['#ffd400', '#7aa2ff', '#ffffff'])('%s is refused with its contrast', (colour) => {
    expect(complaint({ LOGE_ACCENT: colour })).toMatch(
      /^LOGE_ACCENT #\w{6} has contrast \d\.\d\d:1 on light paper/,
    );
  });

  it.each(['blue', '#12345', 'rgb(0,0,0)', '#gggggg', '#00000000'])('%s is no colour', (colour) => {
    expect(complaint({ LOGE_ACCENT: colour })).toBe(
      `LOGE_ACCENT must be a colour like #2b4acb, not "${colour}"`,
    );
  });
});

/** WCAG 2.2's contrast of two `#rrggbb`, implemented independently. */
function contrast(one: string, other: string): number {
  const luminance = (text: string) =>
    [1, 3, 5]
      .map((at) => Number.parseInt(text.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0);
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
