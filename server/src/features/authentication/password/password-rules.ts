import {
  type FieldIssue,
  normalisePassword,
  passwordLength,
  passwordLimits,
  passwordStems,
  repeatedUnit,
} from '@loge/protocol';

/** What a password must not be made of: the member's own names and the platform's. */
export interface Identity {
  readonly email: string;
  readonly username: string;
  readonly platformName: string;
}

/**
 * Says why a password may not be chosen (NIST SP 800-63B-4, 3.1.1.2): by its length in code points, the list of common
 * passwords, and what an attacker would try first. There are no composition rules.
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

/**
 * Whether the password reaches the full length, which turning the second factor off requires (docs/rules.md#short-passwords).
 */
export const isLong = (password: string): boolean => passwordLength(password) >= passwordLimits.min;

// The most characters that may follow one's own name and still be guessed first, such as a year or a mark.
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
  // Few passwords of the list fit the policy. So what people add to a short password to make it fit is taken off (ASVS 6.2.4).
  return passwordStems(folded).some((stem) => common.has(stem) || isRun(stem));
}

/** True when all characters follow one another, such as `abcdefghijklmno` or `123456789012345`. */
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

/** French words that the list leaves out, since it is made of leaks from the English-speaking world. */
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

/** The list has tens of thousands of words. It is loaded when first needed, so that the server starts at once. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  loading ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set([...(dictionary['passwords-common'] ?? []), ...frenchWords]),
  );
  return loading;
}
