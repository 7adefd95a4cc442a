import type { accounts } from '@loge/protocol';
import type { Account } from '../db/account.ts';
import type { Reader } from '../db/open.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Config } from './config/config.ts';
import type { Keyring } from './crypto/keyring.ts';
import type { PasswordHasher } from './crypto/password-hasher.ts';
import type { Logger } from './log/logger.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Outbound } from './outbound/outbound.ts';
import type { PersonalData } from './personal-data.ts';
import type { Readiness } from './readiness.ts';
import type { Throttle } from './throttle.ts';
import type { Counting, Touch } from './touch.ts';
import type { Write } from './write.ts';

/** What every use case is given. Time, randomness of tests, data: all come from here. */
export interface Context {
  readonly config: Config;
  /** Committed data, read only. */
  readonly reader: Reader;
  /** The one way to change what matters. */
  readonly write: Write;
  /** Use marks only; see `Touches`. */
  touch(touch: Touch | Counting): void;
  /** Removes deleted personal data from the files of the database too. */
  forget(): Promise<void>;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs something once, after a number of milliseconds. */
  after: Clock['after'];
  readonly keyring: Keyring;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  readonly readiness: Readiness;
  readonly mailer: Mailer;
  /** The one way to call an address that somebody typed. */
  readonly outbound: Outbound;
  readonly log: Logger;
  /** Everything that is held about a person, by feature. The account's row comes last, because the rest points to it. */
  readonly personal: readonly PersonalData[];
  /** What features show of an account in its user object. */
  userParts(account: Account): Promise<Partial<accounts.User>>;
  /** What features keep in memory, under the function that makes it (`perContext`). */
  readonly kept: Map<unknown, unknown>;
}
