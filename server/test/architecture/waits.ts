import { isScript, isTest, occurrences, type Rule, type SourceFile, source, within } from './source-file.ts';

/**
 * Every file that waits on something outside the program, and the words in it that bound the wait. A client is made in one
 * place, with its bound, so that nobody can forget it (docs/rules.md#bounded-waits).
 */
const outside: Readonly<Record<string, { readonly on: string; readonly bound: RegExp }>> = {
  'server/src/db/postgres/connections.ts': {
    on: 'the database server',
    bound: /query_timeout: within,[\s\S]*keepAlive: true/,
  },
  'server/src/platform/mail/transport.ts': { on: 'the mail server', bound: /\binTime\(/ },
  'server/src/features/authentication/password/look-up-breach.ts': {
    on: 'the Pwned Passwords service',
    bound: /signal: AbortSignal\.timeout\(/,
  },
  'server/src/platform/outbound/outbound.ts': {
    on: 'whoever a member typed the address of',
    bound: /AbortSignal\.any\(\[late\.signal[\s\S]*clock\.after\(withinMs, /,
  },
  // Each step of such a call is given the signal of the whole.
  'server/src/platform/outbound/look-up.ts': {
    on: 'resolvers, whose callers wait `inTime`',
    bound: /new Resolver\(\{ timeout: /,
  },
  'server/src/platform/outbound/connect.ts': {
    on: 'the other end of a connection',
    bound: /'connect', \{ signal \}\)[\s\S]*'secureConnect', \{ signal \}\)/,
  },
  'server/src/platform/outbound/tunnel.ts': {
    on: 'the operator’s proxy',
    bound: /'connect', \{ signal \}\)/,
  },
  'server/src/platform/outbound/exchange.ts': { on: 'an answer', bound: /inTime\(beginningOf\(/ },
  'server/src/ssh/machines/ask-loge.ts': {
    on: 'Loge itself, asked for sshd or by the SSH front',
    bound: /setTimeout\(late, timeoutMs\)/,
  },
  'server/src/ssh/front/front.ts': {
    on: 'command lines that log in',
    bound: /setTimeout\(\(\) => socket\.destroy\(\), this\.#limits\.connectionMs\)/,
  },
  'server/src/platform/http/listener.ts': { on: 'those who ask', bound: /server\.requestTimeout = / },
  // They read keys with it, and open nothing.
  'server/src/ssh/front/host-key.ts': { on: 'nothing', bound: /ssh2\.utils\.parseKey/ },
  'server/src/ssh/front/verified-key.ts': { on: 'nothing', bound: /ssh2\.utils\.parseKey/ },
  // Of the commands alone, in the foreground, for as long as there is data: whoever started them can end them.
  'server/src/db/run-program.ts': { on: 'pg_dump and pg_restore', bound: /spawn\(/ },
};

// What opens a way out. Types, and what only reads addresses, open none.
const ways = [
  /^import (?!type\b)[^;]*\bfrom '(?:node:(?:https?|http2|tls|dns|dns\/promises|dgram|child_process)|undici|ssh2|nodemailer|pg)'/gm,
  /^import \{[^}]*\b(?:connect|createConnection|createServer|Socket)\b[^}]*\} from 'node:net'/gm,
  /(?<![.\w#])fetch\(/g,
];

const product = (file: SourceFile): boolean =>
  isScript(file) && within(file, 'server/src', 'protocol/src') && !isTest(file);

// `import { type A, type B }` alone is no import at run time.
const onlyTypes = (statement: string): boolean =>
  /^import \{\s*(?:type \w+,?\s*)+\} from/.test(statement.replaceAll('\n', ' '));

export const boundedWaits: Rule = {
  name: 'every wait on something outside has a bound',
  check: (files) =>
    files.filter(product).flatMap((file) => {
      const opened = ways
        .flatMap((way) => occurrences(file, 'code', way))
        .filter(({ match }) => !onlyTypes(match[0]));
      const [first] = opened;
      if (!first) return [];
      const known = outside[file.path];
      if (known?.bound.test(file.code)) return [];
      const message = known
        ? `waits on ${known.on} without its bound`
        : 'waits on something outside: name it in architecture/waits.ts, with what bounds the wait';
      return [{ path: file.path, line: first.line, message }];
    }),
  bad: [
    [source('server/src/platform/outbound.ts', "const answer = await fetch('https://example.test');")],
    [source('server/src/db/open.ts', "import pg from 'pg';\nnew pg.Pool();")],
    [source('server/src/platform/ask.ts', "import { request, type Agent } from 'node:http';")],
    [source('server/src/platform/ask.ts', "import { connect } from 'node:net';")],
    [source('server/src/platform/mail/transport.ts', "import nodemailer from 'nodemailer';\nsend();")],
  ],
  good: [
    source('server/src/db/open.ts', "import type pg from 'pg';"),
    source('server/src/platform/throttle.ts', "import { isIPv6 } from 'node:net';"),
    source('server/src/platform/http/cookies.ts', "import { type IncomingMessage } from 'node:http';"),
    source('server/src/platform/mail/transport.ts', "import nodemailer from 'nodemailer';\ninTime(send());"),
    source('web/src/api/call.ts', 'await fetch(path);'),
    source('server/test/smtp.ts', "import { createServer } from 'node:net';"),
  ],
};
