import { isScript, isTest, occurrences, type Rule, type SourceFile, source, within } from './source-file.ts';

/** Those that call an address of the operator's own, and no other. */
const operators: readonly string[] = [
  'server/src/features/authentication/password/look-up-breach.ts',
  'server/src/ssh/machines/ask-loge.ts',
];

// What calls by HTTP, a server aside. A library that would call `fetch` must be given another (`customFetch`).
const calls = [
  /(?<![.\w#])fetch\(/g,
  /\bglobalThis\.(?:fetch|WebSocket|EventSource)\b|(?:=|\bcustomFetch\]?:) fetch\b|\bnew (?:WebSocket|EventSource)\(/g,
  /^import (?!type\b)[^;]*\b(?:request|get|Agent|globalAgent)\b[^;]*\bfrom 'node:https?'/gm,
  /^import (?!type\b)(?:\* as )?\w+ from 'node:(?:https?|http2)'/gm,
  /^import (?!type\b)[^;]*\bfrom '(?:undici|axios|got|ky|node-fetch|superagent|openid-client|@octokit\/(?!openapi-types)[^']*|@gitbeaker\/[^']*)'/gm,
];
const oauth = /^import (?!type\b)[^;]*\bfrom 'oauth4webapi'/gm;

const caller = (file: SourceFile): boolean =>
  isScript(file) &&
  within(file, 'server/src') &&
  !isTest(file) &&
  !within(file, 'server/src/platform/outbound') &&
  !operators.includes(file.path);

export const outsideCalls: Rule = {
  name: 'only platform/outbound calls the outside (docs/rules.md#calls-to-what-members-typed)',
  check: (files) =>
    files.filter(caller).flatMap((file) => {
      const found = calls.flatMap((call) => occurrences(file, 'code', call));
      const unasked = /\bcustomFetch\b/.test(file.bare) ? [] : occurrences(file, 'code', oauth);
      return [...found, ...unasked].map(({ line }) => ({
        path: file.path,
        line,
        message: 'calls by itself: take ctx.outbound.fetch, which judges the address',
      }));
    }),
  bad: [
    [
      source(
        'server/src/features/integrations/ask.ts',
        "const answer = await fetch('https://example.test');",
      ),
    ],
    [source('server/src/features/integrations/ask.ts', 'const get = globalThis.fetch;')],
    [source('server/src/features/integrations/ask.ts', 'const call = { [customFetch]: fetch };')],
    [source('server/src/features/integrations/ask.ts', 'constructor(get: Fetch = fetch) {}')],
    [source('server/src/features/integrations/ask.ts', "import { type Server, request } from 'node:https';")],
    [source('server/src/features/integrations/ask.ts', "import http from 'node:http';\nhttp.get(url);")],
    [source('server/src/features/integrations/ask.ts', "import { Octokit } from '@octokit/rest';")],
    [source('server/src/features/integrations/ask.ts', "import * as oauth from 'oauth4webapi';")],
  ],
  good: [
    source(
      'server/src/features/integrations/ask.ts',
      'await ctx.outbound.fetch(url); await this.#fetch(url);',
    ),
    source(
      'server/src/features/integrations/sign-in.ts',
      "import * as oauth from 'oauth4webapi';\noauth.customFetch;",
    ),
    source(
      'server/src/features/integrations/shapes.ts',
      "import type { components } from '@octokit/openapi-types';",
    ),
    source('server/src/platform/outbound/exchange.ts', "import { request } from 'node:http';"),
    source('server/src/ssh/machines/ask-loge.ts', "import { request } from 'node:http';"),
    source('server/src/platform/http/listener.ts', "import { createServer } from 'node:http';"),
    source('server/src/platform/http/cookies.ts', "import type { Agent } from 'node:http';"),
    source('server/src/features/integrations/ask.test.ts', "await fetch('http://localhost');"),
  ],
};
