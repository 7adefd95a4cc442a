import { demoPagePaths, pagePaths } from '@loge/protocol';
import { isScript, isTest, occurrences, type Rule, type SourceFile, source, within } from './source-file.ts';

/** What makes a rule about words that may stand in certain places only. */
interface Words {
  readonly name: string;
  readonly pattern: RegExp;
  readonly version: 'text' | 'code' | 'bare';
  readonly applies: (file: SourceFile) => boolean;
  readonly message: string;
  readonly bad: readonly SourceFile[];
  readonly good: readonly SourceFile[];
}

const wordRule = ({ name, pattern, version, applies, message, bad, good }: Words): Rule => ({
  name,
  check: (files) =>
    files
      .filter((file) => isScript(file) && applies(file))
      .flatMap((file) =>
        occurrences(file, version, pattern).map(({ line }) => ({ path: file.path, line, message })),
      ),
  bad: bad.map((file) => [file]),
  good,
});

const product = (file: SourceFile): boolean =>
  within(file, 'protocol/src', 'server/src', 'web/src') && !isTest(file);

export const environment = wordRule({
  name: 'the environment is read in platform/config only',
  pattern: /\bprocess\.env\b/g,
  version: 'bare',
  // What the database's own programs inherit is not read there.
  applies: (file) =>
    product(file) &&
    !within(file, 'server/src/platform/config') &&
    file.path !== 'server/src/db/run-program.ts',
  message: 'ask the configuration instead of process.env',
  bad: [source('server/src/entry/loge.ts', 'const port = process.env.PORT;')],
  good: [
    source('server/src/platform/config/settings.ts', 'process.env.PORT'),
    source('tools/check.ts', 'process.env.CI'),
    source('server/src/app.ts', '// process.env\n'),
  ],
});

export const databaseNames = wordRule({
  name: 'only db/ and the configuration know which database it is',
  pattern: /sqlite|postgres/gi,
  version: 'code',
  applies: (file) => product(file) && !within(file, 'server/src/db', 'server/src/platform/config'),
  message: 'names a database: put the difference behind db/',
  bad: [
    source('server/src/platform/write.ts', "if (kind === 'sqlite') go();"),
    source('server/src/features/profile/queries.ts', 'const isPostgresUrl = 1;'),
  ],
  good: [
    source('server/src/db/open.ts', "'sqlite'"),
    source('server/src/platform/write.ts', '/* SQLite groups */'),
  ],
});

export const pageAddresses = wordRule({
  name: "a page's address is written in protocol/src/page.ts only",
  // Home is no more than a slash.
  pattern: new RegExp(
    `['"\`](?:${[...pagePaths, ...demoPagePaths].filter((path) => path !== '/').join('|')})['"\`?#]`,
    'g',
  ),
  version: 'code',
  applies: (file) => product(file) && file.path !== 'protocol/src/page.ts',
  message: 'say paths.<name>, or mail.url(<name>) in a mail',
  bad: [
    source('server/src/features/profile/mails.ts', "mail.url('/account/keys')"),
    source('web/src/shell/link.tsx', 'const to = `/outbox?mail=1`;'),
  ],
  good: [
    source('protocol/src/page.ts', "keys: '/account/keys',"),
    source('server/src/features/profile/mails.ts', "mail.url('keys')"),
    source('server/src/app.ts', "'/account/keys-and-more' // '/account/keys'"),
  ],
});

export const confirmDialogs = wordRule({
  name: "a feature asks by the shell's confirm dialog",
  pattern: /from '[^']*\/ui\/dialog\.tsx'/g,
  version: 'code',
  // Its form comes only after an answer of the server's.
  applies: (file) =>
    within(file, 'web/src/features') && file.path !== 'web/src/features/ssh-keys/claim-dialog.tsx',
  message: 'take ConfirmDialog from the shell: its types ask for all that such a dialog must have',
  bad: [source('web/src/features/keys/remove-dialog.tsx', "import { Dialog } from '../../ui/dialog.tsx';")],
  good: [
    source('web/src/shell/proof-dialog.tsx', "import { Dialog } from '../ui/dialog.tsx';"),
    source('web/src/features/keys/page.tsx', "import { C } from '../../shell/confirm-dialog.tsx';"),
  ],
});

export const oneWayOut = wordRule({
  name: "the word on the way out is the shell's",
  pattern: /\bcancel: '/g,
  version: 'code',
  applies: (file) => within(file, 'web/src/features'),
  message: 'take FormCard or ConfirmDialog from the shell, which say it',
  bad: [
    source('web/src/features/keys/texts.en.ts', "cancel: 'Cancel',"),
    source('web/src/features/keys/texts.fr.ts', "cancel: 'Annuler',"),
  ],
  good: [
    source('web/src/shell/texts.en.ts', "cancel: 'Cancel',"),
    source('web/src/features/keys/texts.en.ts', "discard: 'Cancel',"),
  ],
});

export const consoleUse = wordRule({
  name: 'only commands write to the console',
  pattern: /\bconsole\./g,
  version: 'bare',
  applies: (file) => product(file) && !within(file, 'server/src/cli', 'server/src/entry'),
  message: 'use the logger',
  bad: [source('web/src/main.tsx', 'console.log(1);')],
  good: [source('server/src/entry/loge.ts', 'console.log(1);'), source('tools/check.ts', 'console.log(1);')],
});

export const clock = wordRule({
  name: 'only the clock knows the time',
  pattern: /\bDate\.now\(\)|\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()/g,
  version: 'bare',
  applies: (file) => product(file) && !within(file, 'web/src') && file.path !== 'server/src/kernel/clock.ts',
  message: 'take the time from ctx.now() or a Clock, so that tests can set it',
  bad: [
    source('server/src/platform/write.ts', 'const at = Date.now();'),
    source('server/src/platform/write.ts', 'const at = new Date();'),
  ],
  good: [
    source('server/src/kernel/clock.ts', 'Date.now()'),
    source('web/src/ui/time.tsx', 'Date.now()'),
    source('server/src/platform/write.ts', 'new Date(milliseconds)'),
  ],
});

export const timers = wordRule({
  name: 'only the clock has timers',
  pattern: /\b(?:setTimeout|setInterval)\b/g,
  version: 'bare',
  // What a command waits for is the end of its own process, or a socket's; a thread of its own has no clock but its own.
  applies: (file) =>
    product(file) &&
    !file.path.endsWith('-worker.ts') &&
    !within(file, 'web/src', 'server/src/cli', 'server/src/ssh') &&
    file.path !== 'server/src/kernel/clock.ts',
  message:
    'take ctx.after() or a Clock, so that tests can move it; the bound of a wait takes systemClock.after()',
  bad: [source('server/src/platform/touch.ts', 'setTimeout(flush, 500);')],
  good: [
    source('server/src/kernel/clock.ts', 'setTimeout(run, milliseconds)'),
    source('server/src/platform/touch.ts', 'clock.after(500, flush);'),
  ],
});

/** Those wait for another program, or are the slow ones themselves; the last kills at a moment that is drawn. */
const mayWait = [
  'server/test/smtp.ts',
  'server/test/postgres.ts',
  'server/test/round-robin.ts',
  'server/test/kill.slow.test.ts',
  'server/test/renewal-kill.slow.test.ts',
];

export const sleeps = wordRule({
  name: 'no test sleeps to make a race',
  pattern: /import \{[^}]*\bsetTimeout\b[^}]*\} from 'node:timers\/promises'/g,
  version: 'code',
  applies: (file) =>
    (isTest(file) || within(file, 'server/test')) &&
    !within(file, 'server/test/architecture') &&
    !mayWait.includes(file.path),
  message:
    'let them meet (server/test/meet.ts, starting-gate.ts), move the clock, or wait for what must come about',
  bad: [source('server/test/race.ts', "import { setTimeout as sleep } from 'node:timers/promises';")],
  good: [source('server/test/race.ts', "import { setImmediate } from 'node:timers/promises';")],
});

export const anyCasts = wordRule({
  name: 'no cast to any',
  pattern: /\bas any\b/g,
  version: 'bare',
  applies: () => true,
  message: 'say the type',
  bad: [source('e2e/sign-in.e2e.ts', 'const page = thing as any;')],
  good: [source('e2e/sign-in.e2e.ts', "const words = 'as good as any'; // as any")],
});

/** Taken apart, so that this file does not itself hold what it looks for. */
const silencers = ['@ts', 'biome'].map((tool) => `${tool}-ignore`);

export const silencedChecks = wordRule({
  name: 'no check is silenced',
  pattern: new RegExp(`${silencers.join('|')}|@ts-${'nocheck'}|@ts-${'expect-error'}`, 'g'),
  version: 'text',
  applies: () => true,
  message: 'solve what the check says',
  bad: silencers.map((silencer) => source('web/src/main.tsx', `// ${silencer}\nx();`)),
  good: [source('web/src/main.tsx', '// ignored by biome\n')],
});

export const lightRouter = wordRule({
  name: 'the heavy part of the router stays out of the web (docs/decisions/010)',
  pattern:
    /import \{[^}]*\b(?:(?:Nav)?Link|Form|\w*Router(?:Provider)?|ScrollRestoration|useSearchParams|useFetchers?|useSubmit|useBeforeUnload)\b[^}]*\} from 'react-router'/g,
  version: 'code',
  applies: (file) => within(file, 'web/src') && file.path !== 'web/src/shell/browser-history.tsx',
  message:
    'take Link, NavLink and useSearch from the shell: the router loads its forms and prefetching with its own',
  bad: [
    source('web/src/features/keys/page.tsx', "import { Link } from 'react-router';"),
    source('web/src/main.tsx', "import {\n  BrowserRouter,\n  useRoutes,\n} from 'react-router';"),
  ],
  good: [
    source('web/src/features/keys/page.tsx', "import { Navigate, Outlet } from 'react-router';"),
    source('web/src/features/keys/page.tsx', "import { Link } from '../../shell/link.tsx';"),
  ],
});
