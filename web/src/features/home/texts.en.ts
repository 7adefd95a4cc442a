import type { EventType } from '@loge/protocol';

/** `subject` names what it happened to: a token, an address, how many. */
type EventWords = Record<EventType, (subject: string) => string>;

const events: EventWords = {
  new_user: () => 'Account created',
  login_success: () => 'Signed in',
  login_failure: () => 'Failed sign-in',
  login_lock: () => 'Sign-in slowed down after too many attempts',
  password_reset_query: () => 'Password reset asked for',
  password_reset_success: () => 'Password reset',
  new_token: (subject) => `API token “${subject}” made`,
  regenerate_token: (subject) => `API token “${subject}” renewed`,
  delete_token: (subject) => `API token “${subject}” revoked`,
  logout: () => 'Signed out',
  session_ended: () => 'A session was ended',
  sessions_ended: (count) => (count === '1' ? 'A session was ended' : `Sessions ended: ${count}`),
  email_confirmed: (subject) => `Address ${subject} confirmed`,
  confirmation_sent: (subject) => `Confirmation mail sent to ${subject}`,
  email_released: () => 'Address released, as nobody confirmed it',
  sign_up_refused: () => 'Somebody tried to sign up with your address',
  password_changed: () => 'Password changed',
  proof_failed: () => 'Wrong password given for a change',
  profile_updated: () => 'Profile changed',
  preferences_updated: () => 'Preferences changed',
  newsletter_subscribed: () => 'Newsletter turned on',
  newsletter_unsubscribed: () => 'Newsletter turned off',
  tos_accepted: () => 'Terms of service accepted',
  operator_granted: () => 'Made an operator',
  signing_key_made: () => 'New signing key made',
};

export const texts = {
  title: (name: string) => `Hello, ${name}`,
  intro: (platform: string) => `Your account on ${platform}.`,
  attention: {
    title: 'What needs your attention',
    nothing: 'Nothing needs your attention.',
    unconfirmed: 'Your e-mail address is not confirmed',
    unconfirmedFacts: (email: string) =>
      `Open the link we sent to ${email}. Until then you cannot make tokens, keys or integrations.`,
    resend: 'Send the link again',
    resent: (email: string) => `A new link is on its way to ${email}. Earlier ones no longer work.`,
  },
  activity: {
    title: 'Latest activity',
    hint: 'What happened to your account. If something was not you, set a new password.',
    empty: 'Sign-ins and changes to your account will show here.',
    from: (address: string) => `from ${address}`,
    other: 'Account activity',
    events,
  },
};

export type HomeTexts = typeof texts;
