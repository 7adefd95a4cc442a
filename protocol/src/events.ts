import * as z from 'zod/mini';

/**
 * What can happen to an account, as the journal and `GET /v1/events` name it. Types and `type_data` of the
 * first group are the wire contract's (section 13); the second group is ours, which clients show generically.
 */
const remote = z.object({ remote_ip: z.nullable(z.string()) });
const token = z.object({ token_name: z.string(), token_id: z.string() });
const none = z.object({});

export const events = {
  new_user: none,
  login_success: remote,
  login_failure: remote,
  login_lock: remote,
  password_reset_query: remote,
  password_reset_success: remote,
  new_token: token,
  regenerate_token: token,
  delete_token: token,

  logout: remote,
  /** One session, ended from another place. */
  session_ended: remote,
  sessions_ended: z.object({ remote_ip: z.nullable(z.string()), count: z.number() }),
  email_confirmed: z.object({ email: z.string(), remote_ip: z.nullable(z.string()) }),
  confirmation_sent: z.object({ email: z.string() }),
  /** An address that nobody confirmed in time no longer belongs to the account. */
  email_released: none,
  /** Somebody tried to sign up with the address that this account holds. */
  sign_up_refused: remote,
  password_changed: remote,
  /** A change that asks for the present password was tried with another one. */
  proof_failed: remote,
  /** Names of the fields that changed; their values stay out of the journal. */
  profile_updated: z.object({ fields: z.array(z.string()) }),
  preferences_updated: z.object({ fields: z.array(z.string()) }),
  newsletter_subscribed: z.object({ source: z.string() }),
  newsletter_unsubscribed: z.object({ source: z.string() }),
  tos_accepted: none,
  operator_granted: none,
  /** On the platform's own chain. */
  signing_key_made: z.object({ kid: z.string(), retired: z.array(z.string()) }),
} as const satisfies Record<string, z.ZodMiniObject>;

export type EventType = keyof typeof events;
export type EventData<T extends EventType> = z.output<(typeof events)[T]>;

export const eventTypes = Object.keys(events) as EventType[];
