import * as z from 'zod/mini';

/** Categories of the security log, in the order in which the page shows them. */
export const eventCategories = ['sign_in', 'credentials', 'tokens', 'account'] as const;
export type EventCategory = (typeof eventCategories)[number];

interface EventDeclaration {
  readonly category: EventCategory;
  /** The schema of `type_data`. */
  readonly data: z.ZodMiniObject;
}

const remote = z.object({ remote_ip: z.nullable(z.string()) });
const token = z.object({ token_name: z.string(), token_id: z.string() });
const passkey = z.object({ name: z.string(), passkey_id: z.string() });
/** An account at a provider that signs its owner in. */
const identity = z.object({ identity_id: z.string(), provider: z.string(), username: z.string() });
const application = z.object({ app_id: z.string(), app_name: z.string() });
const key = z.object({ name: z.string(), fingerprint: z.string(), key_id: z.optional(z.string()) });
const service = z.object({ service_id: z.string(), service_name: z.string() });
/** As existing clients read it (docs/contract.md#events). */
const integration = z.object({
  integration_id: z.string(),
  integration_type: z.string(),
  data: z.object({ login: z.string(), avatar_url: z.string(), url: z.string() }),
});
/** As existing clients read it (docs/contract.md#events); `app_id` and `app_name` when it was set for one application. */
const healthContact = z.object({
  id: z.string(),
  org_type: z.nullable(z.string()),
  name: z.string(),
  email: z.string(),
  phone_number: z.string(),
  company: z.string(),
  address_line1: z.string(),
  address_line2: z.nullable(z.string()),
  address_city: z.string(),
  address_zip: z.string(),
  address_country: z.string(),
  notes: z.string(),
  remote_ip: z.nullable(z.string()),
  app_id: z.optional(z.string()),
  app_name: z.optional(z.string()),
  /** The applications that it serves. */
  app_ids: z.array(z.string()),
});
const ofContact = z.object({ contact_id: z.string(), app_ids: z.array(z.string()) });
const none = z.object({});

/**
 * What can happen to an account, as the journal and `GET /v1/events` name it. Types and `type_data` of the
 * first group are those of existing clients (docs/contract.md#events); the second group is ours, which clients show
 * generically. Its category is where the security log shows it.
 */
const events = {
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

  new_integration: { category: 'tokens', data: integration },
  delete_integration: { category: 'tokens', data: integration },

  /** A contact for health data was added or changed. */
  edit_hds_contact: { category: 'account', data: healthContact },

  logout: { category: 'sign_in', data: remote },
  /** One session was ended from another one. */
  session_ended: { category: 'sign_in', data: remote },
  sessions_ended: { category: 'sign_in', data: z.extend(remote, { count: z.number() }) },
  email_confirmed: { category: 'credentials', data: z.extend(remote, { email: z.string() }) },
  confirmation_sent: { category: 'credentials', data: z.object({ email: z.string() }) },
  /** An address that nobody confirmed in time no longer belongs to the account. */
  email_released: { category: 'credentials', data: none },
  /** Somebody tried to sign up with the address that this account holds. */
  sign_up_refused: { category: 'account', data: remote },
  password_changed: { category: 'credentials', data: remote },
  /** A sign-in hashed the same password with today's parameters. */
  password_rehashed: { category: 'credentials', data: none },
  /** The password became too short when an operator removed the second factor. A new one is set by mail. */
  password_dropped: { category: 'credentials', data: none },
  /** Somebody tried a change that asks for the present password, and gave another one. */
  proof_failed: { category: 'sign_in', data: remote },
  /** The member proved again that it is them, by page or within a request. */
  proof_given: { category: 'sign_in', data: z.extend(remote, { method: z.string() }) },
  /** A second factor was asked for, and what came did not fit. */
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
      /** The token that asked for it; null when a session or a password did. */
      token_id: z.nullable(z.string()),
    }),
  },

  /** A TOTP secret was made. No sign-in asks for it until a code validates it. */
  tfa_begun: { category: 'credentials', data: remote },
  /** The second factor was turned off by the link in the mail that told of it (docs/rules.md#stop-of-a-second-factor). */
  tfa_stopped: {
    category: 'credentials',
    data: z.extend(remote, {
      since: z.string(),
      /** The token that turned it on; null when a session or a password did. */
      token_id: z.nullable(z.string()),
    }),
  },
  recovery_codes_made: { category: 'credentials', data: z.extend(remote, { count: z.number() }) },
  /** A job put the same recovery codes into a stronger form. */
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

  identity_added: { category: 'credentials', data: identity },
  identity_removed: { category: 'credentials', data: identity },

  /** The key opens nothing until it is enabled again. */
  key_disabled: { category: 'tokens', data: key },
  key_enabled: { category: 'tokens', data: key },
  /**
   * Somebody began to prove that they hold the private half of a key on another account (docs/rules.md#taking-over-a-key).
   */
  key_claim_begun: { category: 'tokens', data: z.object({ fingerprint: z.string() }) },
  /** They proved it: the key came to this account. */
  key_reclaimed: { category: 'tokens', data: key },
  /** The key went to the account that proved it. */
  key_lost: { category: 'tokens', data: key },

  /** A check or a use of the link found that it does not work any more, or not for long. */
  integration_broken: { category: 'tokens', data: z.extend(integration, { state: z.string() }) },
  /** The same account was linked again. The link has another access token. */
  integration_reconnected: { category: 'tokens', data: integration },
  /** The provider gave another access token, as it does every few hours. */
  integration_renewed: { category: 'tokens', data: integration },

  /** Somebody reported that they found the token's secret. The token and what it made are revoked. */
  token_leaked: { category: 'tokens', data: token },

  everything_revoked: {
    category: 'sign_in',
    data: z.extend(remote, { sessions: z.number(), tokens: z.number(), keys: z.optional(z.number()) }),
  },

  /** What a reset by mail ended, since whoever followed the link did not keep it. */
  access_ended: {
    category: 'sign_in',
    data: z.extend(remote, {
      tokens: z.number(),
      keys: z.number(),
      passkeys: z.number(),
      authenticator: z.boolean(),
      recovery_codes: z.boolean(),
      identities: z.optional(z.number()),
      integrations: z.optional(z.number()),
    }),
  },

  deletion_requested: { category: 'account', data: remote },
  /** The deletion was stopped before it was confirmed: by the mailed link, or because the owner took the account back. */
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
  /** The language is the one in which the account was shown it; the documents are named by their SHA-256. */
  contract_accepted: {
    category: 'account',
    data: z.extend(remote, {
      contract_id: z.string(),
      name: z.string(),
      version: z.string(),
      locale: z.string(),
      documents: z.array(z.string()),
    }),
  },
  operator_granted: { category: 'account', data: none },
  /** An operator followed the printed link, chose a password where there was none, and turned on a second factor. */
  operator_enrolled: { category: 'credentials', data: remote },
  /** `loge operator reset`: only the link that it printed opens the operator's account from now on. */
  operator_reset: { category: 'credentials', data: none },
  /** An operator's password is not reset by mail (docs/rules.md#operator-resets). */
  password_reset_refused: { category: 'credentials', data: remote },
  application_registered: { category: 'account', data: application },
  application_removed: { category: 'account', data: application },
  hds_contact_removed: { category: 'account', data: z.extend(ofContact, remote.shape) },
  hds_contact_reviewed: {
    category: 'account',
    data: z.object({ ...ofContact.shape, ...remote.shape, by: z.string(), outcome: z.string() }),
  },
  /** A review is asked for before its time: mail to the contact came back, or they say that their details are wrong. */
  hds_review_opened: { category: 'account', data: z.extend(ofContact, { because: z.string() }) },
  /** The owner was mailed. @property months since the last review, or since it was opened. */
  hds_review_reminded: { category: 'account', data: z.extend(ofContact, { months: z.number() }) },
  /** The contact was mailed a link to say whether their details are right. */
  hds_contact_asked: { category: 'account', data: z.extend(ofContact, remote.shape) },
  /** A health application has no contact: its owner was mailed. @property months since then. */
  hds_contact_wanted: { category: 'account', data: z.extend(application, { months: z.number() }) },
  /** These events stand on the platform's own chain. */
  /** The digest of a register was signed and handed out. */
  hds_register_signed: {
    category: 'account',
    data: z.object({ at: z.string(), file: z.string(), bytes: z.number(), sha256: z.string() }),
  },
  /** `loge hds drill`: the register was made as if the authority had asked, with these digests (SHA-256). */
  hds_register_drilled: {
    category: 'account',
    data: z.object({
      at: z.string(),
      bytes: z.number(),
      first_ms: z.number(),
      whole_ms: z.number(),
      digests: z.record(z.string(), z.string()),
    }),
  },
  service_created: { category: 'account', data: z.extend(service, { scopes: z.array(z.string()) }) },
  service_renewed: { category: 'account', data: service },
  service_revoked: { category: 'account', data: service },
  signing_key_made: {
    category: 'account',
    data: z.object({ kid: z.string(), retired: z.array(z.string()) }),
  },
  contract_published: {
    category: 'account',
    data: z.object({
      contract_id: z.string(),
      slug: z.string(),
      version: z.string(),
      documents: z.array(z.string()),
    }),
  },
  receipt_key_made: { category: 'account', data: z.object({ kid: z.string() }) },
  /** `loge secret-key rotate`. The keys are named by their ids. */
  secret_key_rotated: { category: 'account', data: z.object({ before: z.string(), since: z.string() }) },
} as const satisfies Record<string, EventDeclaration>;

export type EventType = keyof typeof events;
export type EventData<T extends EventType> = z.output<(typeof events)[T]['data']>;

export const eventTypes = Object.keys(events) as EventType[];

export const eventTypesOf = (category: EventCategory): readonly EventType[] =>
  eventTypes.filter((type) => events[type].category === category);
