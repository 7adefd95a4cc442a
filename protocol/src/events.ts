import * as z from 'zod/mini';

/**
 * What can happen to an account, as the journal and `GET /v1/events` name it. Types and `type_data` of the
 * first group are those of existing clients (docs/contract.md#events); the second group is ours, which clients show
 * generically.
 */
const remote = z.object({ remote_ip: z.nullable(z.string()) });
const token = z.object({ token_name: z.string(), token_id: z.string() });
const passkey = z.object({ name: z.string(), passkey_id: z.string() });
const application = z.object({ app_id: z.string(), app_name: z.string() });
const key = z.object({ name: z.string(), fingerprint: z.string(), key_id: z.optional(z.string()) });
const service = z.object({ service_id: z.string(), service_name: z.string() });
const none = z.object({});

export const events = {
  new_user: none,
  login_success: remote,
  login_failure: remote,
  login_lock: remote,
  /** The first sign-in after a `login_lock`, from the network that had to wait. */
  login_unlock_success: remote,
  password_reset_query: remote,
  password_reset_success: remote,
  new_token: token,
  regenerate_token: token,
  delete_token: token,
  tfa_enabled: z.object({ provider: z.string() }),
  tfa_disabled: none,
  new_key: key,
  edit_key: key,
  delete_key: z.object({ name: z.string(), key_id: z.optional(z.string()) }),

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
  /** The same password, hashed with today's parameters at a sign-in. */
  password_rehashed: none,
  /** Too short without the second factor that an operator removed: a new one is set by mail. */
  password_dropped: none,
  /** A change that asks for the present password was tried with another one. */
  proof_failed: remote,
  /** Proved again that it is them, by page or within a request. */
  proof_given: z.object({ method: z.string(), remote_ip: z.nullable(z.string()) }),
  /** A second factor that was asked for did not fit. */
  second_factor_failed: remote,
  /**
   * An address that nobody had confirmed was proved by a reset, or is to be an operator's: what was made before is
   * removed (docs/rules.md#reclaiming-an-unconfirmed-account).
   */
  account_reclaimed: none,

  email_change_requested: z.object({ email: z.string(), remote_ip: z.nullable(z.string()) }),
  email_change_cancelled: remote,
  email_changed: z.object({ email: z.string(), remote_ip: z.nullable(z.string()) }),
  /**
   * The old address took the account back: what was added since whoever asked was there stops working
   * (docs/rules.md#undo-of-an-address-change).
   */
  email_change_undone: z.object({
    email: z.string(),
    since: z.string(),
    /** Token that it was asked for by; null when it was a session or a password. */
    token_id: z.nullable(z.string()),
    remote_ip: z.nullable(z.string()),
  }),

  /** A TOTP secret was made; nothing is asked for it until a code validates it. */
  tfa_begun: remote,
  /** Turned off from the mail that told of its enabling (docs/rules.md#stop-of-a-second-factor). */
  tfa_stopped: z.object({
    since: z.string(),
    /** Token that it was turned on by; null when it was a session or a password. */
    token_id: z.nullable(z.string()),
    remote_ip: z.nullable(z.string()),
  }),
  recovery_codes_made: z.object({ count: z.number(), remote_ip: z.nullable(z.string()) }),
  /** The same codes, kept in a stronger form. */
  recovery_codes_rehashed: none,
  recovery_code_used: z.object({ left: z.number(), remote_ip: z.nullable(z.string()) }),
  /** An operator asked to remove the member's second factors, after a cool-off. */
  tfa_reset_requested: z.object({ reason: z.string(), due_at: z.string() }),
  tfa_reset_stopped: remote,
  tfa_reset: none,

  passkey_added: passkey,
  passkey_renamed: passkey,
  passkey_removed: passkey,

  /** The key opens nothing until it is enabled again. */
  key_disabled: key,
  key_enabled: key,
  /**
   * Somebody began to prove that they hold the private half of a key on another account (docs/rules.md#taking-over-a-key).
   */
  key_claim_begun: z.object({ fingerprint: z.string() }),
  /** They did: the key came here… */
  key_reclaimed: key,
  /** …from there. */
  key_lost: key,

  /** Its secret was reported as found somewhere it should not be: it and what it made are revoked. */
  token_leaked: token,

  everything_revoked: z.object({
    sessions: z.number(),
    tokens: z.number(),
    keys: z.optional(z.number()),
    remote_ip: z.nullable(z.string()),
  }),

  /** With a reset by mail: what its reader did not keep. */
  access_ended: z.object({
    tokens: z.number(),
    keys: z.number(),
    passkeys: z.number(),
    authenticator: z.boolean(),
    recovery_codes: z.boolean(),
    remote_ip: z.nullable(z.string()),
  }),

  deletion_requested: remote,
  /** Stopped before it was confirmed: from the mail, or because the owner took the account back. */
  deletion_cancelled: remote,
  deletion_confirmed: z.object({ erase_at: z.string(), remote_ip: z.nullable(z.string()) }),
  deletion_undone: remote,
  /** The tombstone: the last row of the chain, without personal data. */
  account_erased: none,

  export_requested: remote,
  export_made: none,
  export_downloaded: remote,

  /** Names of the fields that changed; their values stay out of the journal. */
  profile_updated: z.object({ fields: z.array(z.string()) }),
  preferences_updated: z.object({ fields: z.array(z.string()) }),
  newsletter_subscribed: z.object({ source: z.string() }),
  newsletter_unsubscribed: z.object({ source: z.string() }),
  tos_accepted: none,
  operator_granted: none,
  /** An operator chose a password, where there was none, and turned on a second factor, by the command's link. */
  operator_enrolled: remote,
  /** By the command: nothing opens the operator's account any more but a new link of the command's. */
  operator_reset: none,
  /** An operator's password is not reset by mail (docs/rules.md#operator-resets). */
  password_reset_refused: remote,
  application_registered: application,
  application_removed: application,
  /** On the platform's own chain, as what follows. */
  service_created: z.object({ ...service.shape, scopes: z.array(z.string()) }),
  service_renewed: service,
  service_revoked: service,
  signing_key_made: z.object({ kid: z.string(), retired: z.array(z.string()) }),
  /** By the command; the keys by their ids. */
  secret_key_rotated: z.object({ before: z.string(), since: z.string() }),
} as const satisfies Record<string, z.ZodMiniObject>;

export type EventType = keyof typeof events;
export type EventData<T extends EventType> = z.output<(typeof events)[T]>;

export const eventTypes = Object.keys(events) as EventType[];
