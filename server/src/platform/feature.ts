import type { Credential } from './credential.ts';
import type { BoundRoute } from './http/bind.ts';
import type { Sweep } from './jobs/housekeeping.ts';
import type { JobKind } from './jobs/job.ts';
import type { LinkPurpose } from './links/link-purpose.ts';
import type { MailKind } from './mail/mail-text.ts';
import type { PersonalData } from './personal-data.ts';
import type { SealedColumn } from './secret-key/sealed-column.ts';
import type { Listeners } from './write.ts';

/**
 * What a feature plugs into the platform; `app.ts` lists them all. It is data, the same for every program: what runs in a write
 * is given its `tx`, all else the `ctx` of the program; what a feature keeps in memory for one is made by `perContext`.
 */
export interface Feature {
  readonly routes?: readonly BoundRoute[];
  /** The kinds of credential that are its own: how each is recognised, and how it is locked in a write. */
  readonly credentials?: readonly Credential[];
  readonly mails?: readonly MailKind[];
  /** What the links in its mails are for, and which of them outlive the account's being taken back. */
  readonly links?: readonly LinkPurpose[];
  readonly jobs?: readonly JobKind[];
  /** What it does, in the same transaction, when another feature records something. */
  readonly listeners?: Listeners;
  readonly sweeps?: readonly Sweep[];
  /** What it holds about a person, for their export and for erasure. */
  readonly personal?: readonly PersonalData[];
  /** What it keeps sealed, so that it can be sealed with another key. */
  readonly sealed?: readonly SealedColumn[];
}
