import * as z from 'zod/mini';

/** What somebody may be looking for in their log, in the order that it is shown in. */
export const eventCategories = ['sign_in', 'credentials', 'tokens', 'account'] as const;
export type EventCategory = (typeof eventCategories)[number];

interface EventDeclaration {
  readonly category: EventCategory;
  /** `type_data`. */
  readonly data: z.ZodMiniObject;
}

const remote = z.object({ remote_ip: z.nullable(z.string()) });
const token = z.object({ token_name: z.string(), token_id: z.string() });
const passkey = z.object({ name: z.string(), passkey_id: z.string() });
const application = z.object({ app_id: z.string(), app_name: z.string() });
const key = z.object({ name: z.string(), fingerprint: z.string(), key_id: z.optional(z.string()) });
const service = z.object({ service_id: z.string(), service_name: z.string() });
const none = z.object({});

/**
 * What can happen to an account, as the journal and `GET /v1/events` name it. Types and `type_data` of the
 * first group are those of existing clients (docs/contract.md#events); the second group is ours, which clients show
 * generically. Its category is where the security log shows it.
 */
export const events = {
  new_user: { category: 'account', data: none },
  login_success: { category: 'sign_in', data: remote },
  login_failure: { category: 'sign_in', data: remote },
  login_lock: { category: 'sign_in', data: remote },
  /** The first sign-in after a `login_lock`, from the network that had to wait. */
  login_unlock_success: { category: 'sign_in', data: remote },
  password_reset_query: { category: 'credentials', data: remote },
  password_reset_success: { category: 'credentials', data: remote },
  new_token: { category: 'tokens', data: token },
  regenerate_token: { category: 'tokens', data: token },
  delete_token: { category: 'tokens', data: token },
  tfa_enabled: { category: 'credentials', data: z.object({ provider: z.string() }) },
  tfa_disabled: { category: 'credentials', data: none },
  new_key: { category: 'tokens', data: key },
  edit_key: { category: 'tokens', data: key },
  delete_key: { category: 'tokens', data: z.object({ name: z.string(), key_id: z.optional(z.string()) }) },

  logout: { category: 'sign_in', data: remote },
  /** One session, ended from another place. */
  session_ended: { category: 'sign_in', data: remote },
  sessions_ended: { category: 'sign_in', data: z.extend(remote, { count: z.number() }) },
  email_confirmed: { category: 'credentials', data: z.extend(remote, { email: z.string() }) },
  confirmation_sent: { category: 'credentials', data: z.object({ email: z.string() }) },
  /** An address that nobody confirmed in time no longer belongs to the account. */
  email_released: { category: 'credentials', data: none },
  /** Somebody tried to sign up with the address that this account holds. */
  sign_up_refused: { category: 'account', data: remote },
  password_changed: { category: 'credentials', data: remote },
  /** The same password, hashed with today's parameters at a sign-in. */
  password_rehashed: { category: 'credentials', data: none },
  /** Too short without the second factor that an operator removed: a new one is set by mail. */
  password_dropped: { category: 'credentials', data: none },
  /** A change that asks for the present password was tried with another one. */
  proof_failed: { category: 'sign_in', data: remote },
  /** Proved again that it is them, by page or within a request. */
  proof_given: { category: 'sign_in', data: z.extend(remote, { method: z.string() }) },
  /** A second factor that was asked for did not fit. */
  second_factor_failed: { category: 'sign_in', data: remote },
  /**
   * An address that nobody had confirmed was proved by a reset, or is to be an operator's: what was made before is
   * removed (docs/rules.md#reclaiming-an-unconfirmed-account).
   */
  account_reclaimed: { category: 'account', data: none },

  email_change_requested: { category: 'credentials', data: z.extend(remote, { email: z.string() }) },
  email_change_cancelled: { category: 'credentials', data: remote },
  email_changed: { category: 'credentials', data: z.extend(remote, { email: z.string() }) },
  /**
   * The old address took the account back: what was added since whoever asked was there stops working
   * (docs/rules.md#undo-of-an-address-change).
   */
  email_change_undone: {
    category: 'credentials',
    data: z.extend(remote, {
      email: z.string(),
      since: z.string(),
      /** Token that it was asked for by; null when it was a session or a password. */
      token_id: z.nullable(z.string()),
    }),
  },

  /** A TOTP secret was made; nothing is asked for it until a code validates it. */
  tfa_begun: { category: 'credentials', data: remote },
  /** Turned off from the mail that told of its enabling (docs/rules.md#stop-of-a-second-factor). */
  tfa_stopped: {
    category: 'credentials',
    data: z.extend(remote, {
      since: z.string(),
      /** Token that it was turned on by; null when it was a session or a password. */
      token_id: z.nullable(z.string()),
    }),
  },
  recovery_codes_made: { category: 'credentials', data: z.extend(remote, { count: z.number() }) },
  /** The same codes, kept in a stronger form. */
  recovery_codes_rehashed: { category: 'credentials', data: none },
  recovery_code_used: { category: 'sign_in', data: z.extend(remote, { left: z.number() }) },
  /** An operator asked to remove the member's second factors, after a cool-off. */
  tfa_reset_requested: {
    category: 'credentials',
    data: z.object({ reason: z.string(), due_at: z.string() }),
  },
  tfa_reset_stopped: { category: 'credentials', data: remote },
  tfa_reset: { category: 'credentials', data: none },

  passkey_added: { category: 'credentials', data: passkey },
  passkey_renamed: { category: 'credentials', data: passkey },
  passkey_removed: { category: 'credentials', data: passkey },

  /** The key opens nothing until it is enabled again. */
  key_disabled: { category: 'tokens', data: key },
  key_enabled: { category: 'tokens', data: key },
  /**
   * Somebody began to prove that they hold the private half of a key on another account (docs/rules.md#taking-over-a-key).
   */
  key_claim_begun: { category: 'tokens', data: z.object({ fingerprint: z.string() }) },
  /** They did: the key came here… */
  key_reclaimed: { category: 'tokens', data: key },
  /** …from there. */
  key_lost: { category: 'tokens', data: key },

  /** Its secret was reported as found somewhere it should not be: it and what it made are revoked. */
  token_leaked: { category: 'tokens', data: token },

  everything_revoked: {
    category: 'sign_in',
    data: z.extend(remote, { sessions: z.number(), tokens: z.number(), keys: z.optional(z.number()) }),
  },

  /** With a reset by mail: what its reader did not keep. */
  access_ended: {
    category: 'sign_in',
    data: z.extend(remote, {
      tokens: z.number(),
      keys: z.number(),
      passkeys: z.number(),
      authenticator: z.boolean(),
      recovery_codes: z.boolean(),
    }),
  },

  deletion_requested: { category: 'account', data: remote },
  /** Stopped before it was confirmed: from the mail, or because the owner took the account back. */
  deletion_cancelled: { category: 'account', data: remote },
  deletion_confirmed: { category: 'account', data: z.extend(remote, { erase_at: z.string() }) },
  deletion_undone: { category: 'account', data: remote },
  /** The tombstone: the last row of the chain, without personal data. */
  account_erased: { category: 'account', data: none },

  export_requested: { category: 'account', data: remote },
  export_made: { category: 'account', data: none },
  export_downloaded: { category: 'account', data: remote },

  /** Names of the fields that changed; their values stay out of the journal. */
  profile_updated: { category: 'account', data: z.object({ fields: z.array(z.string()) }) },
  preferences_updated: { category: 'account', data: z.object({ fields: z.array(z.string()) }) },
  newsletter_subscribed: { category: 'account', data: z.object({ source: z.string() }) },
  newsletter_unsubscribed: { category: 'account', data: z.object({ source: z.string() }) },
  tos_accepted: { category: 'account', data: none },
  operator_granted: { category: 'account', data: none },
  /** An operator chose a password, where there was none, and turned on a second factor, by the command's link. */
  operator_enrolled: { category: 'credentials', data: remote },
  /** By the command: nothing opens the operator's account any more but a new link of the command's. */
  operator_reset: { category: 'credentials', data: none },
  /** An operator's password is not reset by mail (docs/rules.md#operator-resets). */
  password_reset_refused: { category: 'credentials', data: remote },
  application_registered: { category: 'account', data: application },
  application_removed: { category: 'account', data: application },
  /** On the platform's own chain, as what follows. */
  service_created: { category: 'account', data: z.extend(service, { scopes: z.array(z.string()) }) },
  service_renewed: { category: 'account', data: service },
  service_revoked: { category: 'account', data: service },
  signing_key_made: {
    category: 'account',
    data: z.object({ kid: z.string(), retired: z.array(z.string()) }),
  },
  /** By the command; the keys by their ids. */
  secret_key_rotated: { category: 'account', data: z.object({ before: z.string(), since: z.string() }) },
} as const satisfies Record<string, EventDeclaration>;

export type EventType = keyof typeof events;
export type EventData<T extends EventType> = z.output<(typeof events)[T]['data']>;

export const eventTypes = Object.keys(events) as EventType[];

export const eventTypesOf = (category: EventCategory): readonly EventType[] =>
  eventTypes.filter((type) => events[type].category === category);
