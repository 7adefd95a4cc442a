import type { ErrorTexts } from './error-words.ts';

const unreadable = 'The server could not read what this page sent. Reload the page and try again.';
const signInAgain = 'You have been signed out. Sign in again to continue.';

export const texts: ErrorTexts = {
  failures: {
    unreachable:
      'We cannot reach the server. What you typed is still here: check your connection and try again.',
    passkey_unused: 'No passkey was used. Try again, or choose another way.',
    passkey_failed:
      'The browser or an extension failed before the passkey reached us. If it was saved, delete it where your passkeys are kept, then try again.',
    not_loaded:
      'This could not be loaded. The rest of the page stays as it is: check your connection and try again.',
    outdated:
      'This page is older than the site. Reload it to go on; what is typed elsewhere on it may have to be typed again.',
    malformed_body: unreadable,
    malformed_encoding: unreadable,
    not_an_object: unreadable,
    malformed_request: unreadable,
    headers_too_large:
      'This browser sent more than the server accepts. Delete the cookies of this site and try again.',
    request_timeout:
      'The server waited too long for what this page sent. Check your connection and try again.',
    unsupported_media_type: unreadable,
    body_too_large: 'That is more than the server accepts. Shorten it and try again.',
    invalid_fields: 'Something here needs to be put right.',
    not_authenticated: signInAgain,
    invalid_credentials: 'The e-mail, username or password is not right. Check them and try again.',
    otp_required: 'This account asks for a second factor.',
    otp_invalid:
      'That was not accepted. Try the next code, and check that your device sets its clock by itself.',
    account_suspended: 'This account is suspended. Support can tell you why.',
    account_deleting: 'This account is being deleted. The link in the mail about it undoes that.',
    account_unconfirmed: 'Confirm your e-mail address first.',
    contracts_overdue: 'A document has to be accepted first: see Basic information.',
    cross_site:
      'This request seemed to come from another site, so it was refused. Reload the page and try again.',
    scope_missing: 'You are not allowed to do this.',
    proof_required: 'Prove that it is you again first.',
    operators_only: 'Only operators can do this.',
    other_account:
      'Another account has been signed in in this browser, so nothing was done. Reload the page.',
    not_found: 'This is no longer there.',
    method_not_allowed: unreadable,
    provider_refused: 'The provider refused. Look at the link’s state, or connect it again.',
    provider_unreachable: (wait) =>
      `The provider does not answer just now. Try again ${wait ?? 'in a moment'}.`,
    throttled: (wait) => `Too many attempts. Try again ${wait ?? 'in a few minutes'}.`,
    internal: 'Something failed on our side. Try again in a moment.',
    unavailable: (wait) => `The service does not answer just now. Try again ${wait ?? 'in a moment'}.`,
  },
  fields: {
    missing: 'Fill this in.',
    invalid_type: 'This is not of the right kind.',
    unknown_field: 'The server does not know this field. Reload the page.',
    too_long: ({ max }) => (max ? `This is too long: at most ${max} characters.` : 'This is too long.'),
    too_short: ({ min }) => (min ? `This is too short: at least ${min} characters.` : 'This is too short.'),
    invalid: 'This cannot be used here.',
    invalid_email: 'This is not an e-mail address. It looks like name@example.com.',
    invisible_characters: 'This holds characters that nobody can see. Type it again by hand.',
    control_characters: 'This holds characters that cannot be shown. Type it again by hand.',
    bidirectional_override: 'This holds hidden characters that turn text around. Type it again by hand.',
    taken: (_, value) => `“${value}” is taken.`,
    reserved: (_, value) => `“${value}” is reserved.`,
    looks_reserved: (_, value) => `“${value}” looks too much like a reserved name.`,
    invalid_username:
      'Use letters, digits, dots, hyphens and underscores; begin and end with a letter or a digit.',
    unsupported_locale: 'Choose English or French.',
    unknown_time_zone: 'This time zone is not known here.',
    unknown_role: 'Choose one from the list.',
    password_too_short: ({ min }) => `This password is too short: at least ${min ?? 15} characters.`,
    password_too_long: ({ max }) => `This password is too long: at most ${max ?? 128} characters.`,
    password_common: 'This is one of the most used passwords, so it is guessed first. Choose another.',
    password_is_identity: 'This password is made of your own name or address. Choose another.',
    password_unchanged: 'This is the password you have now. Choose another.',
    wrong_password: 'This is not your current password.',
    confirmation_mismatch: 'The two passwords are not the same.',
    invalid_link: 'This link does not work.',
    expired_link: 'This link has expired.',
    used_link: 'This link has already been used.',
    not_accepted: 'This must be accepted first.',
    last_factor: 'This is your last second factor.',
    operator_factor: 'An operator keeps a second factor. Add another one first.',
    operator_by_command: 'This is an operator’s account: a colleague does this with the loge command.',
    clock_off:
      'This code is from a clock that is off by minutes. Let your device set its clock by itself, then try again.',
    already_enabled: 'This is turned on already.',
    not_enabled: 'This is not turned on.',
    not_begun: 'This took too long, or was begun elsewhere. Begin again.',
    unsupported_provider: 'This kind of second factor is not supported.',
    password_breached: 'This password has appeared in a known data leak. Choose another.',
    passkey_known: 'This passkey is registered already.',
    passkey_refused: 'This passkey was not accepted. Try again.',
    too_many: ({ max }) =>
      max ? `There can be ${max} at most. Remove one first.` : 'There are too many already.',
    owned_applications: 'You still own applications. Transfer or delete them first.',
    not_available: 'This cannot be changed yet.',
  },
  wrongCode: 'That code isn’t right. Wait for the next one and try again.',
  free: { before: '“', after: '” is free.' },
  reference: (requestId) => `Reference for support: ${requestId}`,
  tryAgain: 'Try again',
};
