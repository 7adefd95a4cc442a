import { type Accent, parseAccent } from './accent.ts';
import { ConfigError } from './config-error.ts';
import { allowList, certificateFile, proxyServer, resolverList } from './outbound-settings.ts';
import { databaseUrl, mailAddress, mailServer, proxyList } from './outside-addresses.ts';
import { tokenTypes } from './provider-types.ts';
import { regionList } from './region-list.ts';
import type { Setting } from './setting.ts';
import { audienceList, scopeList } from './token-settings.ts';

const text = (about: string, fallback: string | null = null, secret = false): Setting<string> => ({
  about,
  default: fallback,
  secret,
  parse: (value) => value.trim(),
});

const integer = (about: string, fallback: number, min: number, max: number): Setting<number> => ({
  about: `${about.replace(/\.$/, '')}, ${min} to ${max}.`,
  default: String(fallback),
  parse(value, name) {
    const number = Number(value);
    if (!Number.isInteger(number) || number < min || number > max) {
      throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${value}"`);
    }
    return number;
  },
});

/** An integer without a fixed default. Empty means null, and `about` says what the value depends on then. */
const optionalInteger = (about: string, min: number, max: number): Setting<number | null> => {
  const given = integer(about, min, min, max);
  return { ...given, default: '', parse: (value, name) => (value === '' ? null : given.parse(value, name)) };
};

const oneOf = <const V extends string>(about: string, fallback: V, values: readonly V[]): Setting<V> => ({
  about: `${about.replace(/\.$/, '')}: ${values.join(', ')}.`,
  default: fallback,
  parse(value, name) {
    const found = values.find((known) => known === value);
    if (found === undefined)
      throw new ConfigError(`${name} must be one of ${values.join(', ')}, not "${value}"`);
    return found;
  },
});

const url = (about: string, fallback: string | null): Setting<URL> => ({
  about,
  default: fallback,
  parse(value, name) {
    const parsed = URL.parse(value);
    if (
      !parsed ||
      !/^https?:$/.test(parsed.protocol) ||
      parsed.pathname !== '/' ||
      parsed.search ||
      parsed.hash
    ) {
      throw new ConfigError(
        `${name} must be like https://account.example.com, without a path, not "${value}"`,
      );
    }
    return parsed;
  },
});

/** The URL of an optional service. Empty means null. */
const service = (about: string): Setting<URL | null> => ({
  about,
  default: '',
  parse(value, name) {
    if (value.trim() === '') return null;
    const parsed = URL.parse(value.trim());
    if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.search || parsed.hash || parsed.username) {
      throw new ConfigError(`${name} must be like https://api.example.com, not "${value}"`);
    }
    return parsed;
  },
});

const accent: Setting<Accent> = {
  about: 'Accent colour, #rrggbb; must reach AA contrast (4.5:1) on paper and under its own text.',
  default: '#2b4acb',
  parse: parseAccent,
};

/**
 * All settings: the environment variable, what it means, how its text is read. `config.ts` turns them into one typed
 * object. `docs/config.example.env` is generated from them, and a check fails on drift.
 */
export const settings = {
  LOGE_DATA: text(
    'Folder for the SQLite database, the outbox and the secret key made on first start.',
    './loge-data',
  ),
  DATABASE_URL: databaseUrl(
    'PostgreSQL, as postgres://user:password@host/database. Empty: SQLite in LOGE_DATA.',
  ),
  LOGE_DATABASE_CONNECTIONS: integer(
    'Connections to PostgreSQL that this node opens at most; all nodes’ together must stay below its max_connections.',
    22,
    3,
    1000,
  ),
  LOGE_PORT: integer('Port to listen on.', 4310, 0, 65535),
  LOGE_HOST: text(
    'Address to listen on. localhost is 127.0.0.1 and ::1; 0.0.0.0 or :: is every interface.',
    'localhost',
  ),
  LOGE_PUBLIC_URL: url('Where people reach Loge. Default: http://localhost:<port>.', ''),
  LOGE_SECRET_KEY: text(
    'At least 32 random characters: seals what is kept, signs the journal. Losing it loses what it sealed. Made in LOGE_DATA on a loopback public URL.',
    '',
    true,
  ),
  LOGE_SECRET_KEY_PREVIOUS: text(
    'The key that LOGE_SECRET_KEY replaces, until `loge secret-key rotate` has ended; see docs/operate/backups-and-keys.md.',
    '',
    true,
  ),
  LOGE_DRAIN_SECONDS: optionalInteger(
    'Seconds between "not ready" and the end, when SIGTERM came: for proxies to notice. Empty: 5, or 0 on a loopback public URL',
    0,
    300,
  ),
  LOGE_TRUSTED_PROXIES: proxyList(
    'Addresses or CIDR ranges of the TLS-terminating proxies whose X-Forwarded-For is believed.',
  ),
  LOGE_SMTP_URL: mailServer('Mail server, as smtp://user:password@host:587 or smtps://…'),
  LOGE_MAIL_FROM: mailAddress('Sender of mails, as an address or Name <address>.', true),
  LOGE_PLATFORM_NAME: text('Name of the platform, shown everywhere.', 'Loge'),
  LOGE_SUPPORT_EMAIL: mailAddress('Address that members are told to write to.', false),
  LOGE_ACCENT: accent,
  LOGE_LOGO: text('Path of an SVG or PNG file with the platform’s mark.', ''),
  LOGE_REGIONS: regionList,
  LOGE_TRIAL_DAYS: integer('Days of free trial that clients are told of.', 30, 0, 3650),
  LOGE_ARGON2_MEMORY_KIB: integer(
    'argon2id memory in KiB (OWASP: 19456 with 2 iterations).',
    19456,
    1024,
    4194304,
  ),
  LOGE_ARGON2_ITERATIONS: integer('argon2id passes.', 2, 1, 100),
  LOGE_ARGON2_PARALLELISM: integer('argon2id lanes.', 1, 1, 16),
  LOGE_PWNED_PASSWORDS_URL: service(
    'Service that knows leaked passwords, asked for the first 5 of 40 digits of a new one’s SHA-1, such as https://api.pwnedpasswords.com. Empty: only the bundled list is asked.',
  ),
  LOGE_OUTBOUND_ALLOW: allowList(
    'Hosts inside that members may have Loge call, and hosts without TLS: git.corp.example, git.corp.example:8443, 10.0.0.5 or, with TLS only, 10.0.0.0/8. Comma-separated. See docs/operate/outside-calls.md.',
  ),
  LOGE_OUTBOUND_PROXY: proxyServer(
    'HTTP proxy for calls to addresses that members typed, as http://user:password@proxy.example.com:3128. What LOGE_OUTBOUND_ALLOW lists is called without it.',
  ),
  LOGE_OUTBOUND_CA: certificateFile(
    'PEM file of certificates that such calls believe, beside those that Node.js believes.',
  ),
  LOGE_OUTBOUND_DNS: resolverList(
    'Resolvers that are asked for such addresses: 127.0.0.1, 127.0.0.1:5353 or [::1]:5353. Comma-separated. Empty: the system’s own, with its hosts file.',
  ),
  LOGE_SESSION_IDLE_MINUTES: integer('Minutes without a request that end a session.', 120, 1, 525600),
  LOGE_SESSION_HOURS: integer('Hours after which a session ends in any case.', 24, 1, 8760),
  LOGE_REMEMBERED_IDLE_DAYS: integer('The same on a remembered browser: days without a request.', 14, 1, 365),
  LOGE_REMEMBERED_DAYS: integer('And days in any case.', 30, 1, 365),
  LOGE_TOKEN_SCOPES: scopeList,
  LOGE_MAX_TOKENS: integer(
    'Most API tokens of one account that are neither revoked nor expired; more are refused.',
    500,
    10,
    2000,
  ),
  LOGE_MAX_SESSIONS: integer(
    'Most open sessions of one account; the next sign-in ends the one that was not seen for longest.',
    100,
    5,
    1000,
  ),
  LOGE_TOKEN_MAX_DAYS: integer(
    'Longest life of an API token in days, given to those made without an end; 0: they may live for ever.',
    0,
    0,
    3650,
  ),
  LOGE_AUDIENCES: audienceList,
  LOGE_JWT_ALGORITHM: oneOf(
    'Signature of JWTs; see docs/operate/api-tokens.md before changing it.',
    'ES256',
    ['ES256', 'EdDSA'],
  ),
  LOGE_DELETION_GRACE_DAYS: integer('Days that a deleted account can be brought back.', 7, 0, 90),
  LOGE_FACTOR_RESET_HOURS: integer(
    'Hours that a member has to stop an operator’s removal of their second factor.',
    24,
    0,
    720,
  ),
  LOGE_HDS_REVIEW_MONTHS: integer(
    'Months after its last review at which a contact for health data is due again; the law wants 12 at most.',
    12,
    1,
    12,
  ),
  LOGE_HDS_KEEP_YEARS: integer(
    'Years that the health register’s history is kept, also that of erased accounts, without names.',
    10,
    1,
    30,
  ),
  LOGE_SSH_MIN_RSA_BITS: integer('Shortest RSA key that members may add, bits.', 2048, 2048, 16384),
  LOGE_GITHUB_CLIENT_ID: text(
    'Client id of Loge as an OAuth app (or GitHub App) of GitHub, with the callback <public URL>/users/github/callback. Empty: GitHub is not offered.',
    '',
  ),
  LOGE_GITHUB_CLIENT_SECRET: text('Its client secret.', '', true),
  LOGE_GITHUB_SIGN_IN_CLIENT_ID: text(
    'Client id of a second registration of Loge at GitHub, for signing up and in (scope user:email), with the callback <public URL>/users/github/sign_in. Empty: nobody signs in with GitHub.',
    '',
  ),
  LOGE_GITHUB_SIGN_IN_CLIENT_SECRET: text('Its client secret.', '', true),
  LOGE_GITHUB_URL: url(
    'Where GitHub is; another one than github.com is a https://<tenant>.ghe.com.',
    'https://github.com',
  ),
  LOGE_GITLAB_CLIENT_ID: text(
    'Application id of Loge at GitLab (scope api), with the callback <public URL>/users/gitlab/callback. Empty: GitLab is not offered.',
    '',
  ),
  LOGE_GITLAB_CLIENT_SECRET: text('Its secret.', '', true),
  LOGE_GITLAB_SIGN_IN_CLIENT_ID: text(
    'Application id of a second registration of Loge at GitLab, for signing up and in (scope read_user), with the callback <public URL>/users/gitlab/sign_in. Empty: nobody signs in with GitLab.',
    '',
  ),
  LOGE_GITLAB_SIGN_IN_CLIENT_SECRET: text('Its secret.', '', true),
  LOGE_GITLAB_URL: url(
    'Where GitLab is; another one than gitlab.com is a GitLab Dedicated.',
    'https://gitlab.com',
  ),
  LOGE_SCM_BY_TOKEN: tokenTypes,
  LOGE_CONTRACTS_BLOCK: oneOf(
    'Whether a member with a required contract that is overdue can make API tokens and add SSH keys; on: they cannot.',
    'off',
    ['on', 'off'],
  ),
  LOGE_RECEIPT_YEARS: integer(
    'Years that receipts of contracts are kept after their account was erased, without what they say of the person.',
    10,
    0,
    100,
  ),
  LOGE_JOURNAL_ANCHORS: text(
    'File that grows by one line for each checkpoint of the journal, best on a disk that the database cannot write; `loge journal verify` compares with it. Empty: none but the log.',
    '',
  ),
  LOGE_THROTTLING: oneOf('Slowing of repeated failures; off only for benches.', 'on', ['on', 'off']),
  LOGE_LOG_LEVEL: oneOf('Least level that is logged.', 'info', ['debug', 'info', 'warn', 'error', 'silent']),
} as const;

export type { Setting } from './setting.ts';
export type SettingName = keyof typeof settings;
