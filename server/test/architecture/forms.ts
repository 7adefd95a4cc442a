import { isScript, isTest, type Rule, type SourceFile, source, within } from './source-file.ts';

/**
 * The code that makes one form of a text from outside, and the only files that may hold it. All others
 * get the text in its form.
 */
interface Door {
  readonly what: RegExp;
  readonly files: readonly string[];
}

const doors: readonly Door[] = [
  {
    // The forms of Unicode and of domains, for addresses, usernames, passwords, codes and pasted keys.
    what: /\.normalize\(|\bdomainTo(?:ASCII|Unicode)\b/g,
    files: [
      'protocol/src/accounts.ts',
      'protocol/src/email-address.ts',
      'protocol/src/text.ts',
      'server/src/features/accounts/username.ts',
      'server/src/features/authentication/two-factor/code-form.ts',
      'server/src/features/authentication/two-factor/totp.ts',
      'server/src/features/ssh-keys/private-key.ts',
      'server/src/db/migrations/006-addresses-held.ts',
      'server/src/db/migrations/009-one-form.ts',
    ],
  },
  {
    // Network addresses. Those in the configuration are the operator's.
    what: /\bisIP(?:v[46])?\(|\bipaddr\.\w/g,
    files: [
      'server/src/platform/http/network-address.ts',
      'server/src/platform/outbound/public-address.ts',
      'server/src/platform/throttle.ts',
      'server/src/platform/config/config.ts',
      'server/src/platform/config/loopback.ts',
      'server/src/platform/config/outside-addresses.ts',
    ],
  },
  { what: /\bheaders\.cookie\b/g, files: ['server/src/platform/http/cookies.ts'] },
];

const product = (file: SourceFile): boolean =>
  isScript(file) && !isTest(file) && within(file, 'protocol/src', 'server/src');

/** If a text is compared in one form and used in another, two people may get one mailbox, or nobody is throttled. */
export const forms: Rule = {
  name: 'text from outside gets its form at the door',
  check: (files) =>
    files.filter(product).flatMap((file) =>
      doors
        .filter((door) => !door.files.includes(file.path))
        .flatMap(({ what }) =>
          [...file.bare.matchAll(what)].map(({ index, 0: found }) => ({
            path: file.path,
            line: file.bare.slice(0, index).split('\n').length,
            message: `${found} makes a form of its own: take the text from where its one form is made`,
          })),
        ),
    ),
  bad: [
    [source('server/src/features/profile/queries.ts', "const key = email.normalize('NFKC');")],
    [source('server/src/platform/http/origin.ts', 'const v6 = isIPv6(address);')],
    [source('server/src/features/sessions/routes.ts', 'const mark = request.headers.cookie;')],
  ],
  good: [
    source('protocol/src/text.ts', "typed.normalize('NFKC')"),
    source('server/src/platform/http/cookies.ts', 'headers.cookie'),
    source('server/test/requests.ts', "email.normalize('NFKC')"),
  ],
};
