import type { accounts } from '@loge/protocol';
import type { Account } from '../db/account.ts';
import type { Context } from './context.ts';
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
 * What a feature plugs into the platform. `app.ts` lists all features. It is data, and the same for every program. What runs
 * in a write is given its `tx`, everything else the `ctx` of the program. What a feature keeps in memory for a program is
 * made by `perContext`.
 */
export interface Feature {
  readonly routes?: readonly BoundRoute[];
  /** The kinds of credential that the feature owns. */
  readonly credentials?: readonly Credential[];
  readonly mails?: readonly MailKind[];
  /** What the links in its mails are for, and which of them outlive the account's being taken back. */
  readonly links?: readonly LinkPurpose[];
  readonly jobs?: readonly JobKind[];
  /** What the feature does, in the same transaction, when another feature records an event. */
  readonly listeners?: Listeners;
  readonly sweeps?: readonly Sweep[];
  /** What the feature holds about a person, for export and erasure. */
  readonly personal?: readonly PersonalData[];
  /** What the feature shows of an account in its user object. */
  readonly userPart?: (ctx: Context, account: Account) => Promise<Partial<accounts.User>>;
  /** The sealed columns of the feature, so that a rotation can seal them with another key. */
  readonly sealed?: readonly SealedColumn[];
}
