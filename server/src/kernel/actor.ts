/**
 * Who does something, as the journal remembers it. Made once per request or job, and handed to every write.
 */
export interface Origin {
  /** Address the request came from, after trusted proxies; null for jobs and commands. */
  readonly remoteIp: string | null;
  readonly userAgent: string | null;
}

export type Actor =
  | ({ readonly kind: 'anonymous' } & Origin)
  | Member
  /** One of the platform's own machines, by its service credential. */
  | ({ readonly kind: 'service'; readonly serviceId: string } & Origin)
  /** Somebody with a shell on the machine, by the `loge` command. */
  | ({ readonly kind: 'command'; readonly command: string } & Origin)
  | ({ readonly kind: 'job'; readonly job: string } & Origin);

/** A person who has an account, by one of their credentials. */
export interface Member extends Origin {
  readonly kind: 'member';
  readonly accountId: string;
  readonly credential: CredentialRef;
}

/** Which credential a member used, and which one exactly. */
export interface CredentialRef {
  /** As the feature that owns it calls it: `session`, `bearer`, `password`, `token`, `ssh_key`. */
  readonly kind: string;
  /** Id of the session, token or key; null for a password. */
  readonly id: string | null;
  readonly checked?: Checked;
}

/**
 * What a credential was when it was checked. A write goes on only while it is still that, so that nothing done with a
 * credential outlives its end by having been on its way (`platform/write.ts`).
 */
export interface Checked {
  /** The session is opened by this very write. */
  readonly opening?: true;
  /** Hash of the session's secret: a copy of a cookie that has been renewed does nothing any more. */
  readonly secretHash?: string;
  readonly renewal?: Renewal;
  /** When the session or the token began. */
  readonly since?: string;
  /** Generation of the API token's secret. */
  readonly generation?: number;
  /** Which password was given, in Basic or as proof within the request. */
  readonly passwordId?: string;
  /** The second factors that were on then, where they decided what was asked for. */
  readonly factors?: { readonly totp_since: string | null; readonly passkey_since: string | null };
  /** The route asked for the proof that this session had. */
  readonly proved?: true;
}

/**
 * The secret that a session gets when it is renewed in this request: however often a write is run, the same one. Whether
 * the session has it in the end, the database knows.
 */
export interface Renewal {
  secret(): string;
  /** Null while nobody has asked for it. */
  readonly drawn: string | null;
}

const nowhere: Origin = { remoteIp: null, userAgent: null };
export const commandActor = (command: string): Actor => ({ kind: 'command', command, ...nowhere });
export const jobActor = (job: string): Actor => ({ kind: 'job', job, ...nowhere });

/** Short name of an actor for the journal's chained part: no personal data beyond the account's own id. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'member':
      return `member:${actor.accountId}:${actor.credential.kind}${actor.credential.id ? `:${actor.credential.id}` : ''}`;
    case 'service':
      return `service:${actor.serviceId}`;
    case 'command':
      return `command:${actor.command}`;
    case 'job':
      return `job:${actor.job}`;
  }
}
