import { authentication, featureOf, inServer, inWeb } from './features.ts';
import { importsOf } from './imports.ts';
import { isTest, type Rule, type SourceFile, source, type Violation } from './source-file.ts';

/**
 * Which feature may use which other one's `feature.ts`. Effects go by event instead wherever they can: a
 * pair here is a decision, and says why.
 */
const pairs = new Map<string, readonly string[]>([
  // Everybody mails the account's owner and shows accounts in the contract's shape.
  ['*', ['accounts']],
  // The contract's one route for the account changes its password too.
  ['profile', ['authentication/password', 'authentication/sessions', 'authentication/email-change']],
  // An account begins with a password, and may begin with contracts and the newsletter; an operator's ends in an enrolment.
  ['authentication/sign-up', ['authentication/password', 'authentication/enrolment', 'contracts', 'profile']],
  // In one act a password and a second factor; a reset is told to the addresses of before.
  [
    'authentication/enrolment',
    ['authentication/password', 'authentication/two-factor', 'authentication/email-change'],
  ],
  // Signing in, and proving again, checks the password and the second factor.
  [
    'authentication/sessions',
    [
      'authentication/password',
      'authentication/two-factor',
      'authentication/passkeys',
      'authentication/identities',
    ],
  ],
  // An identity is named and offered as its provider is. The last way to sign in is not removed.
  ['authentication/identities', ['providers', 'authentication/password']],
  [
    'authentication/provider-sign-in',
    ['providers', 'authentication/identities', 'authentication/sessions', 'authentication/sign-up'],
  ],
  // A contract for health data applies to those who have such applications.
  ['contracts', ['applications']],
  // The register follows what the platform says of its applications, and is signed as receipts are.
  ['hds', ['applications', 'contracts']],
  // A token is limited to applications that its account owns.
  ['api-tokens', ['applications']],
  // The journal says when each signing key was made: while there are keys, its chain must be there.
  ['security-log', ['api-tokens']],
  // Notices reach the addresses of before, and owned applications block (docs/rules.md#addresses-kept-for-undo).
  ['authentication/deletion', ['authentication/email-change', 'applications']],
  // One act over everything that opens the account.
  [
    'authentication/revocation',
    [
      'authentication/password',
      'authentication/sessions',
      'authentication/passkeys',
      'authentication/two-factor',
      'authentication/identities',
      'api-tokens',
      'ssh-keys',
      'integrations',
    ],
  ],
  // Letting a key work longer takes the proof that adding one does; renaming it does not. The JWT of a login by key is
  // signed as those of tokens are.
  ['ssh-keys', ['authentication/sessions', 'api-tokens']],
  // Keys are imported through integrations, which show how many.
  ['integrations', ['ssh-keys', 'providers']],
  // Undoing a change of address ends in a new password.
  ['authentication/email-change', ['authentication/password']],
  // Turning the second factor off may need a longer password in the same act (docs/rules.md#short-passwords); an operator's
  // removal is told to the addresses of before.
  ['authentication/two-factor', ['authentication/password', 'authentication/email-change']],
  [
    'authentication/passkeys',
    ['authentication/password', 'authentication/two-factor', 'authentication/identities'],
  ],
]);

const mayUse = (feature: string, other: string): boolean =>
  [...(pairs.get('*') ?? []), ...(pairs.get(feature) ?? [])].includes(other);

function refusal(from: SourceFile, target: string): string | null {
  const feature = featureOf(from.path);
  const other = featureOf(target);
  if (feature === null || other === null || other === feature) return null;
  if (inWeb(from)) return `${feature} uses ${other}: pages share api, ui, i18n and paths, not each other`;
  // The shared proof: the one file that is nobody's alone, and that knows no slice itself.
  if (other === authentication && feature.startsWith(`${authentication}/`)) return null;
  if (!target.endsWith('/feature.ts'))
    return `${feature} looks inside ${other}: only its feature.ts is public`;
  if (mayUse(feature, other)) return null;
  return `${feature} uses ${other}: not among the pairs in server/test/architecture/feature-imports.ts`;
}

export const featureImports: Rule = {
  name: 'features know only the features they are meant to know',
  check: (files) =>
    files
      .filter((file) => (inServer(file) || inWeb(file)) && !isTest(file))
      .flatMap(importsOf)
      .flatMap(({ from, line, target }): Violation[] => {
        const message = target ? refusal(from, target) : null;
        return message ? [{ path: from.path, line, message }] : [];
      }),
  bad: [
    [source('server/src/features/regions/routes.ts', "import { x } from '../outbox/feature.ts';")],
    [source('server/src/features/regions/routes.ts', "import { x } from '../accounts/queries.ts';")],
    [source('web/src/features/profile/page.tsx', "import { x } from '../sessions/list.tsx';")],
    [source('server/src/features/authentication/proof.ts', "import { x } from './password/feature.ts';")],
    [
      source(
        'server/src/features/authentication/sessions/a.ts',
        "import { x } from '../password/queries.ts';",
      ),
    ],
  ],
  good: [
    source('server/src/features/regions/routes.ts', "import { x } from '../accounts/feature.ts';"),
    source('server/src/features/authentication/password/a.ts', "import { x } from '../proof.ts';"),
    source('server/src/features/authentication/sessions/a.ts', "import { x } from '../password/feature.ts';"),
  ],
};
