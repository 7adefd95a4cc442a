import {
  type FieldIssue,
  normalisePassword,
  passwordLength,
  passwordLimits,
  passwordStems,
  repeatedUnit,
} from '@loge/protocol';

/** What a password may not be made of: the person's own names and the platform's. */
export interface Identity {
  readonly email: string;
  readonly username: string;
  readonly platformName: string;
}

/**
 * Why a password may not be chosen (NIST SP 800-63B-4, 3.1.1.2): length in code points, the list of common
 * ones, and what anybody would try first. No composition rules.
 */
export async function passwordIssue(
  password: string,
  identity: Identity,
  secondFactor = false,
): Promise<FieldIssue | null> {
  const length = passwordLength(password);
  const min = secondFactor ? passwordLimits.minWithSecondFactor : passwordLimits.min;
  if (length < min) return { code: 'password_too_short', min };
  if (length > passwordLimits.max) return { code: 'password_too_long', max: passwordLimits.max };
  const folded = normalisePassword(password).toLowerCase();
  if (isMadeOf(folded, identity)) return { code: 'password_is_identity' };
  if (await isCommon(folded)) return { code: 'password_common' };
  return null;
}

/** Whether it reached the full length, which turning the second factor off asks for (docs/rules.md#short-passwords). */
export const isLong = (password: string): boolean => passwordLength(password) >= passwordLimits.min;

// What may be added to one's own name and still be guessed first: a year, a mark.
const trivialRest = 5;

function isMadeOf(folded: string, identity: Identity): boolean {
  const [local = '', domain = ''] = identity.email.toLowerCase().split('@');
  const names = [
    identity.email,
    identity.username,
    local,
    domain,
    domain.split('.')[0] ?? '',
    identity.platformName,
  ]
    .map((name) => normalisePassword(name).toLowerCase())
    .filter((name) => name.length >= 4)
    .sort((a, b) => b.length - a.length);
  let rest = folded;
  for (const name of names) rest = rest.replaceAll(name, '');
  return rest !== folded && rest.length <= trivialRest;
}

async function isCommon(folded: string): Promise<boolean> {
  const common = await commonPasswords();
  if (common.has(folded)) return true;
  if (isRun(folded)) return true;
  const unit = repeatedUnit(folded);
  if (unit !== folded && (unit.length <= 4 || common.has(unit))) return true;
  // The list has few that fit the policy: what people do to a short one so that it fits is taken off (ASVS 6.2.4).
  return passwordStems(folded).some((stem) => common.has(stem) || isRun(stem));
}

/** Characters that follow one another all the way, such as `abcdefghijklmno` or `123456789012345`. */
function isRun(text: string): boolean {
  const rows = [
    'abcdefghijklmnopqrstuvwxyz',
    '1234567890'.repeat(4),
    'qwertyuiopasdfghjklzxcvbnm',
    'azertyuiopqsdfghjklmwxcvbn',
  ];
  const backwards = [...text].reverse().join('');
  return rows.some((row) => row.repeat(2).includes(text) || row.repeat(2).includes(backwards));
}

/** What the list, made of leaks from the English-speaking world, leaves out. */
const frenchWords = [
  'administrateur',
  'bienvenue',
  'bonjour',
  'chouchou',
  'connexion',
  'doudou',
  'jetaime',
  'loulou',
  'motdepasse',
  'ordinateur',
  'secret',
  'soleil',
  'utilisateur',
];

let loading: Promise<ReadonlySet<string>> | null = null;

/** Tens of thousands of words, unpacked when first needed so that the server starts at once. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  loading ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set([...(dictionary['passwords-common'] ?? []), ...frenchWords]),
  );
  return loading;
}
