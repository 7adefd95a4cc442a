/**
 * The error vocabulary. Every refusal has a stable `code`; the HTTP status follows from it, so a status is
 * never chosen twice. `words` are the API's own English (existing clients print them: docs/contract.md#errors); pages and
 * mails have theirs, by code.
 */
export const errors = {
  // Reading the request
  malformed_body: { status: 400, words: 'the body is not valid JSON' },
  malformed_encoding: { status: 400, words: 'the body is not valid UTF-8' },
  not_an_object: { status: 400, words: 'the body must be a JSON object' },
  malformed_request: { status: 400, words: 'the request cannot be read' },
  headers_too_large: { status: 431, words: 'the headers are too large' },
  request_timeout: { status: 408, words: 'the request came too slowly' },
  body_too_large: { status: 413, words: 'the body is too large' },
  unsupported_media_type: { status: 415, words: 'send application/json' },
  invalid_fields: { status: 422, words: 'some fields are invalid' },
  // Who is asking. Clients show none of these texts but "OTP Required", which is exact (docs/contract.md#credentials).
  not_authenticated: { status: 401, words: 'Not authenticated' },
  invalid_credentials: { status: 401, words: 'Invalid username, e-mail or password' },
  otp_required: { status: 401, words: 'OTP Required' },
  otp_invalid: { status: 401, words: 'Invalid OTP' },
  account_suspended: { status: 403, words: 'this account is suspended' },
  account_deleting: { status: 403, words: 'this account is being deleted' },
  account_unconfirmed: { status: 403, words: 'confirm your e-mail address first' },
  contracts_overdue: { status: 403, words: 'accept the contracts that are overdue first' },
  cross_site: { status: 403, words: 'this request came from another site' },
  scope_missing: { status: 403, words: 'this token does not carry the needed scope' },
  proof_required: { status: 403, words: 'prove that it is you again first' },
  operators_only: { status: 403, words: 'operators only' },
  other_account: { status: 409, words: 'another account is signed in here than the one that the page shows' },
  // What is asked for
  not_found: { status: 404, words: 'not found' },
  method_not_allowed: { status: 405, words: 'method not allowed' },
  // What a provider of code answered (docs/contract.md#integrations): never a 401, which clients read as theirs.
  provider_refused: { status: 403, words: 'the provider refused: look at the integration' },
  provider_unreachable: { status: 503, words: 'the provider does not answer, retry later' },
  // Load and faults
  throttled: { status: 429, words: 'too many attempts, retry later' },
  internal: { status: 500, words: 'internal error' },
  unavailable: { status: 503, words: 'temporarily unavailable, retry later' },
} as const satisfies Record<string, { status: number; words: string }>;

/** What a person can prove with that it is them. */
export const proofMethods = ['password', 'totp', 'recovery_code', 'passkey', 'provider'] as const;
export type ProofMethod = (typeof proofMethods)[number];

export type ErrorCode = keyof typeof errors;

/**
 * On which pages a code turns up: on any, on those of SSH keys and API tokens, where providers are connected, where contracts
 * are accepted, on those of health data, or on none (`publishing`: by API and command alone).
 * These bring its words along.
 */
type FieldCodeGroup = 'common' | 'credentials' | 'integrations' | 'contracts' | 'publishing' | 'hds';

/** What can be wrong with one field of a 422, with the API's words for it. */
export const fieldCodes = {
  missing: { group: 'common', words: "can't be blank" },
  invalid_type: { group: 'common', words: 'has the wrong type' },
  unknown_field: { group: 'common', words: 'is not a known field' },
  too_long: { group: 'common', words: 'is too long' },
  too_short: { group: 'common', words: 'is too short' },
  invalid: { group: 'common', words: 'is invalid' },
  invalid_email: { group: 'common', words: 'is not an e-mail address' },
  invisible_characters: { group: 'common', words: 'contains invisible characters' },
  control_characters: { group: 'common', words: 'contains control characters' },
  bidirectional_override: { group: 'common', words: 'contains characters that change the direction of text' },
  taken: { group: 'common', words: 'has already been taken' },
  reserved: { group: 'common', words: 'is reserved' },
  looks_reserved: { group: 'common', words: 'looks like a reserved name' },
  invalid_username: {
    group: 'common',
    words:
      'may hold letters, digits, dots, hyphens and underscores, and begins and ends with a letter or digit',
  },
  unsupported_locale: { group: 'common', words: 'is not a supported language' },
  unknown_time_zone: { group: 'common', words: 'is not a known time zone' },
  unknown_role: { group: 'common', words: 'is not a known role' },
  password_too_short: { group: 'common', words: 'is too short' },
  password_too_long: { group: 'common', words: 'is too long' },
  password_common: { group: 'common', words: 'is one of the most used passwords' },
  password_is_identity: { group: 'common', words: 'is made of your own name or address' },
  password_unchanged: { group: 'common', words: 'is the one you have now' },
  wrong_password: { group: 'common', words: 'is not your current password' },
  confirmation_mismatch: { group: 'common', words: 'does not match the password' },
  invalid_link: { group: 'common', words: 'is not a valid link' },
  expired_link: { group: 'common', words: 'has expired' },
  used_link: { group: 'common', words: 'has already been used' },
  not_accepted: { group: 'common', words: 'must be accepted' },
  last_factor: { group: 'common', words: 'is your last second factor: say so to remove it' },
  operator_factor: { group: 'common', words: 'is the last second factor of an operator: add another first' },
  operator_by_command: { group: 'common', words: "is an operator's: only the loge command does this" },
  clock_off: { group: 'common', words: 'is right for a clock that is off: set the clock of your device' },
  already_enabled: { group: 'common', words: 'is already enabled' },
  not_enabled: { group: 'common', words: 'is not enabled' },
  not_begun: { group: 'common', words: 'has not been begun, or too long ago: begin again' },
  unsupported_provider: { group: 'common', words: 'is not a supported provider' },
  password_breached: { group: 'common', words: 'appeared in a known data leak' },
  passkey_known: { group: 'common', words: 'is already registered' },
  passkey_refused: { group: 'common', words: 'was not accepted' },
  too_many: { group: 'common', words: 'has reached its limit' },
  key_unreadable: { group: 'credentials', words: 'is not an SSH public key' },
  key_private: {
    group: 'credentials',
    words: 'is a private key: it must never leave your computer; treat it as lost',
  },
  key_several: { group: 'credentials', words: 'holds several keys: add them one at a time' },
  key_certificate: { group: 'credentials', words: 'is a certificate: add the key that it certifies' },
  key_with_options: { group: 'credentials', words: 'begins with options: paste the key alone' },
  key_dsa: { group: 'credentials', words: 'is a DSA key, which is no longer safe' },
  key_too_short: { group: 'credentials', words: 'is an RSA key that is too short' },
  key_unsupported: { group: 'credentials', words: 'is of a type that is not accepted' },
  key_taken: { group: 'credentials', words: 'is already on another account' },
  key_yours: { group: 'credentials', words: 'is already on your account' },
  key_gone: { group: 'credentials', words: 'is not on another account any more' },
  signature_refused: { group: 'credentials', words: 'is not a signature of this challenge by this key' },
  unknown_scope: { group: 'credentials', words: 'names a scope that does not exist' },
  unknown_application: { group: 'credentials', words: 'names an application that is not yours' },
  beyond_parent: { group: 'credentials', words: 'goes beyond what the token that you are using may do' },
  needs_scopes: { group: 'credentials', words: 'can only be limited together with scopes' },
  in_the_past: { group: 'credentials', words: 'is in the past' },
  too_late: { group: 'credentials', words: 'is later than the platform allows' },
  unknown_audience: { group: 'credentials', words: 'names an audience that does not exist' },
  unknown_owner: { group: 'credentials', words: 'is not an account' },
  url_unreadable: {
    group: 'integrations',
    words: 'is not the address of a provider: give its origin, such as https://git.example.com',
  },
  url_refused: { group: 'integrations', words: 'is an address that is not called from here' },
  url_unreachable: { group: 'integrations', words: 'does not answer' },
  url_of_other_software: { group: 'integrations', words: 'does not answer as a provider of this type does' },
  token_refused: { group: 'integrations', words: 'is not accepted by the provider' },
  token_of_no_person: {
    group: 'integrations',
    words: 'is that of a bot, a group or a project: take one of your own',
  },
  token_lacks_scopes: { group: 'integrations', words: 'lacks scopes that are needed' },
  token_blocked: { group: 'integrations', words: 'is blocked by an organisation: authorise it there first' },
  linked_elsewhere: { group: 'integrations', words: 'is linked to another account' },
  by_oauth_only: { group: 'integrations', words: 'is connected by its page, not by an access token' },
  not_offered: { group: 'integrations', words: 'is not offered on this platform' },
  authorization_denied: { group: 'integrations', words: 'was not allowed at the provider' },
  authorization_failed: { group: 'integrations', words: 'could not be completed: begin again' },
  another_identity: {
    group: 'integrations',
    words: 'is another account there than the one that signs in here',
  },
  last_way_in: {
    group: 'integrations',
    words: 'is the only way to sign in: set a password or add a passkey first',
  },
  contract_superseded: { group: 'contracts', words: 'was replaced by a later version: accept that one' },
  contract_depends: { group: 'contracts', words: 'is accepted after the contract that it depends on' },
  contract_gone: { group: 'contracts', words: 'is not what is asked for any more: look again' },
  published_meanwhile: { group: 'publishing', words: 'had another version published meanwhile: look again' },
  unknown_contract: { group: 'publishing', words: 'is not a contract' },
  dependency_circle: { group: 'publishing', words: 'depends on this contract in turn' },
  pdf_none: { group: 'publishing', words: 'is not a PDF: its first bytes must be %PDF-' },
  pdf_too_large: { group: 'publishing', words: 'is larger than 20 MiB' },
  pdf_unreadable: { group: 'publishing', words: 'cannot be read as a PDF' },
  pdf_encrypted: { group: 'publishing', words: 'is encrypted' },
  pdf_script: { group: 'publishing', words: 'holds JavaScript' },
  pdf_launch: { group: 'publishing', words: 'launches or opens something else' },
  pdf_submit: { group: 'publishing', words: 'sends or fetches form data' },
  pdf_embeds: { group: 'publishing', words: 'has files embedded' },
  pdf_active: { group: 'publishing', words: 'holds a dynamic form, sound, film or 3D' },
  pdf_appended: { group: 'publishing', words: 'goes on after its end: it may be something else too' },
  invalid_phone: {
    group: 'hds',
    words: 'is not a telephone number: give it with its country, such as +33 1 23 45 67 89',
  },
  unknown_country: { group: 'hds', words: 'is not a country by its two letters' },
  unknown_language: { group: 'hds', words: 'is not a language by its two letters' },
  not_health: { group: 'hds', words: 'is not registered as holding health data' },
  outdated: { group: 'hds', words: 'is not what is there by now: look again' },
  incomplete: { group: 'hds', words: 'is not complete yet' },
  in_the_future: { group: 'hds', words: 'is in the future' },
  before_beginning: { group: 'hds', words: 'is before the beginning of what is known' },
  owned_applications: { group: 'common', words: 'still owns applications' },
  not_available: { group: 'common', words: 'cannot be changed yet' },
} as const satisfies Record<string, { group: FieldCodeGroup; words: string }>;

export type FieldCode = keyof typeof fieldCodes;
/** The codes of a group. */
export type FieldCodeOf<Group extends FieldCodeGroup> = {
  [Code in FieldCode]: (typeof fieldCodes)[Code]['group'] extends Group ? Code : never;
}[FieldCode];

/** One thing wrong with one field. */
export interface FieldIssue {
  code: FieldCode;
  /** The bound, for a code that has one. */
  min?: number;
  max?: number;
  /** A value that would be accepted. */
  suggestion?: string;
  /** The scopes that are missing, in the provider's words, with `token_lacks_scopes`. */
  scopes?: string[];
  /** The applications, with `owned_applications`: as in `applications.ts`, which knows errors itself. */
  applications?: { id: string; name: string; url: string | null }[];
}

export type FieldIssues = Record<string, FieldIssue[]>;

/**
 * Every error body. Clients read `error`, or `errors` on 422 (always arrays of strings: docs/contract.md#errors); `code`, `details` and `request_id` are ours.
 */
export interface ErrorBody {
  /** On 422, `errors` in one sentence. */
  error: string;
  errors?: Record<string, string[]>;
  resource?: string;
  /** The missing scope, with `scope_missing`. */
  scope?: string;
  code: ErrorCode;
  details?: FieldIssues;
  request_id: string;
  /** Seconds to wait, on 429 and 503; also in `Retry-After`. */
  retry_after?: number;
  /** The ways to prove it, with `otp_required`, `proof_required`, and a 422 on `current_password` where fresh proof is enough. */
  methods?: ProofMethod[];
}

export const isFieldCode = (code: string): code is FieldCode => Object.hasOwn(fieldCodes, code);

/** A check's own message, and none of zod's sentences. Without the table of codes, so that pages need not load it. */
const isCode = (message: string): message is FieldCode => /^[a-z]+(?:_[a-z]+)*$/.test(message);

interface SchemaIssue {
  readonly code?: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly input?: unknown;
  readonly keys?: readonly string[];
  readonly maximum?: number | bigint;
  readonly minimum?: number | bigint;
}

/** Turns a schema's complaints into field issues, named by dotted path (`preferences.theme`). */
export function fieldIssues(issues: readonly SchemaIssue[]): FieldIssues {
  const found: FieldIssues = {};
  const add = (field: string, issue: FieldIssue) => {
    // A field may be called `constructor`, so only own properties count.
    const list = Object.hasOwn(found, field) ? (found[field] ?? []) : [];
    found[field] = list;
    if (!list.some((known) => known.code === issue.code)) list.push(issue);
  };
  for (const issue of issues) {
    const field = issue.path.join('.') || 'base';
    if (issue.code === 'unrecognized_keys') {
      const prefix = issue.path.length > 0 ? `${issue.path.join('.')}.` : '';
      for (const key of issue.keys ?? []) add(prefix + key, { code: 'unknown_field' });
      continue;
    }
    const code: FieldCode = isCode(issue.message)
      ? issue.message
      : issue.code === 'invalid_type'
        ? issue.input === undefined
          ? 'missing'
          : 'invalid_type'
        : 'invalid';
    add(field, {
      code,
      ...(issue.maximum === undefined ? {} : { max: Number(issue.maximum) }),
      ...(issue.minimum === undefined || code === 'missing' ? {} : { min: Number(issue.minimum) }),
    });
  }
  return found;
}
