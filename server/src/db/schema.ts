import type { AccountsTables } from './schema/accounts.ts';
import type { ApiTokensTables } from './schema/api-tokens.ts';
import type { ApplicationsTables } from './schema/applications.ts';
import type { DataExportTables } from './schema/data-export.ts';
import type { DeletionTables } from './schema/deletion.ts';
import type { EmailChangeTables } from './schema/email-change.ts';
import type { InstallationTables } from './schema/installation.ts';
import type { JobsTables } from './schema/jobs.ts';
import type { JournalTables } from './schema/journal.ts';
import type { LinksTables } from './schema/links.ts';
import type { PasskeysTables } from './schema/passkeys.ts';
import type { PasswordTables } from './schema/password.ts';
import type { ProfileTables } from './schema/profile.ts';
import type { ServicesTables } from './schema/services.ts';
import type { SessionsTables } from './schema/sessions.ts';
import type { SshKeysTables } from './schema/ssh-keys.ts';
import type { ThrottlingTables } from './schema/throttling.ts';
import type { TwoFactorTables } from './schema/two-factor.ts';

/**
 * All tables, declared by subject in `schema/`. They use types that both databases share: text, integers that fit a
 * double, nullable instants instead of booleans, JSON as opaque text. `*_key` columns hold the folded form that is unique.
 * A column named `account_id` ties a row to a person: the erasure test checks who exports and who erases each such table.
 */
export interface Tables
  extends AccountsTables,
    ProfileTables,
    PasswordTables,
    LinksTables,
    SessionsTables,
    ApiTokensTables,
    SshKeysTables,
    ServicesTables,
    TwoFactorTables,
    PasskeysTables,
    EmailChangeTables,
    DeletionTables,
    DataExportTables,
    ApplicationsTables,
    JournalTables,
    JobsTables,
    ThrottlingTables,
    InstallationTables {}
