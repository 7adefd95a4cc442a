import type { BoundRoute } from './http/bind.ts';
import type { Sweep } from './jobs/housekeeping.ts';
import type { JobKind } from './jobs/job.ts';
import type { LinkPurpose } from './links/link-purpose.ts';
import type { MailKind } from './mail/mail-text.ts';
import type { PersonalData } from './personal-data.ts';
import type { SealedColumn } from './secret-key/sealed-column.ts';
import type { Listeners } from './write.ts';

/** What a feature plugs into the platform; `app.ts` lists them all. */
export interface Feature {
  readonly routes?: readonly BoundRoute[];
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
